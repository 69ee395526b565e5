import { escapeNotebookHtml } from '../../base/escape-html.js';
import type { MimeBundle } from '../cell-outlet.js';
import { valueText } from './value-text.js';

/** A data frame or series of danfo.js, as far as it is looked at: the kernel does not load danfo.js for it. */
export interface FrameLike {
  readonly shape: readonly [rows: number, columns: number];
  readonly columns: readonly unknown[];
  readonly index: readonly unknown[];
  readonly values: readonly unknown[];
  readonly dtypes: readonly string[];
  readonly $isSeries: boolean;
}

/** Rows that are shown; of a longer frame the first and the last ones. */
const MOST_ROWS = 20;
/** Columns that are shown. */
const MOST_COLUMNS = 30;
/** Characters of a cell that are shown. */
const WIDEST = 80;

const RIGHT = ' style="text-align: right"';

/** Whether a value is a data frame or a series. */
export function isFrame(value: object): value is FrameLike {
  const { $isSeries } = value as Partial<FrameLike>;
  if (typeof $isSeries !== 'boolean') return false;
  const { shape, columns, index, values, dtypes } = value as FrameLike;
  return [shape, columns, index, values, dtypes].every((part) => Array.isArray(part));
}

/** A data frame as an HTML table, everything in it escaped, and as text. */
export function frameBundle({ shape, columns, index, values, dtypes, $isSeries }: FrameLike): MimeBundle {
  const [rows, width = 1] = shape;
  const names = ['', ...columns.map(String)].slice(0, MOST_COLUMNS + 1);
  const isNumber = ['', ...dtypes].map((type) => /^(int|float)/.test(type));
  const rowAt = (at: number): string[] => {
    const row = $isSeries ? [values[at]] : (values[at] as readonly unknown[]);
    return [index[at], ...row].slice(0, MOST_COLUMNS + 1).map(cellText);
  };
  const isCut = rows > MOST_ROWS;
  const first = isCut ? MOST_ROWS / 2 : rows;
  const shown = [
    ...Array.from({ length: first }, (_, at) => rowAt(at)),
    ...(isCut ? [names.map(() => '…')] : []),
    ...(isCut ? Array.from({ length: MOST_ROWS / 2 }, (_, at) => rowAt(rows - MOST_ROWS / 2 + at)) : []),
  ];
  const size = $isSeries
    ? `${rows.toLocaleString('en')} values`
    : `${rows.toLocaleString('en')} rows × ${width.toLocaleString('en')} columns`;
  const cells = (row: readonly string[], tag: 'td' | 'th') =>
    row
      .map((text, column) => {
        const name = column === 0 ? 'th' : tag;
        return `<${name}${isNumber[column] ? RIGHT : ''}>${escapeNotebookHtml(text)}</${name}>`;
      })
      .join('');
  const body = shown.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
  return {
    data: {
      'text/html': `<table>\n<thead><tr>${cells(names, 'th')}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>\n<p>${size}</p>`,
      'text/plain': `${columnsText([names, ...shown], isNumber)}\n${size}`,
    },
    metadata: {},
  };
}

function cellText(value: unknown): string {
  const text = typeof value === 'string' ? value : (numberText(value) ?? valueText(value));
  return text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 1)}…`;
}

/** Numbers with as many digits as tell them apart for a reader. */
function numberText(value: unknown): string | null {
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : null;
}

function columnsText(rows: readonly (readonly string[])[], isRight: readonly boolean[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) =>
          isRight[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
