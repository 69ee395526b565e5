/** Tables as plain text in columns, for terminals and for readers without HTML. */
import type { Cell, Table } from './table.js';
import { bandSymbol, tableLegend } from './table-legend.js';

/** Characters between two columns. */
const GAP = '  ';

/** Width that the words above and below the columns are broken at. */
const LINE_WIDTH = 100;

/** The table as text: title and finding, aligned columns, caption and legend. Ends without a line break. */
export function tableText(table: Table): string {
  const body = table.rows.map((row) => row.map(cellText));
  const widths = table.columns.map((name, column) =>
    Math.max(name.length, ...body.map((row) => row[column]?.length ?? 0)),
  );
  const leftward = table.columns.map((_, column) =>
    table.rows.some((row) => row[column]?.label === true || row[column]?.words === true),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, column) => pad(text, widths[column] ?? 0, leftward[column] === true))
      .join(GAP)
      .trimEnd();
  const labels = new Map(table.groups.map((group) => [group.start, group.label]));
  const lines = body.flatMap((row, index) => {
    const label = labels.get(index);
    return label === undefined ? [line(row)] : ['', label, line(row)];
  });
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)));
  const legend = tableLegend(table, { best: '*', printed: '[…]' });
  const notes = [table.caption, legend].filter((text) => text !== '').map(wrap);
  return [table.title, wrap(table.alt), '', line(table.columns), rule, ...lines, '', ...notes].join('\n');
}

/** A cell's value with its marks: `56.71 ±0.47* ▲▲ [56.70]`. */
function cellText(cell: Cell): string {
  return [
    `${cell.text}${cell.margin === undefined ? '' : ` ±${cell.margin}`}${cell.best === true ? '*' : ''}`,
    cell.band === undefined ? '' : ` ${bandSymbol(cell.band)}`,
    cell.printed === undefined ? '' : ` [${cell.printed}]`,
  ].join('');
}

function pad(text: string, width: number, left: boolean): string {
  return left ? text.padEnd(width) : text.padStart(width);
}

/** Breaks a text between words, so that no line is longer than `LINE_WIDTH` unless a word is. */
function wrap(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE_WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.join('\n');
}
