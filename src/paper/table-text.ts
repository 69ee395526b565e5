/** Tables as plain text in columns, for terminals and for readers without HTML. */
import type { Cell, Table } from './table.js';
import { bandSymbol, tableLegend } from './table-legend.js';

/** Characters between two columns. */
const GAP = '  ';

/** Width that the words above and below the columns are broken at. */
const LINE_WIDTH = 100;

/** The table as text: title and finding, aligned columns, caption and legend. Ends without a line break. */
export function tableText(table: Table): string {
  const columns = table.columns.map((name, column) => columnLines(name, table.rows, column));
  const lines = Array.from({ length: table.rows.length + 1 }, (_, line) =>
    columns
      .map((texts) => texts[line] ?? '')
      .join(GAP)
      .trimEnd(),
  );
  const [header = '', ...rows] = lines;
  const labels = new Map(table.groups.map((group) => [group.start, group.label]));
  const body = rows.flatMap((row, index) => {
    const label = labels.get(index);
    return label === undefined ? [row] : ['', label, row];
  });
  const rule = '─'.repeat(Math.max(...lines.map((line) => line.length)));
  const legend = tableLegend(table, { best: '*', printed: '[…]' });
  const notes = [table.caption, legend].filter((text) => text !== '').map(wrap);
  const finding = table.alt === '' ? [] : [wrap(table.alt)];
  const end = notes.length === 0 ? [] : ['', ...notes];
  return [table.title, ...finding, '', header, rule, ...body, ...end].join('\n');
}

/** Header and cells of one column, all equally wide: numbers line up at their last digit, words at their first. */
function columnLines(name: string, rows: readonly (readonly Cell[])[], column: number): string[] {
  const cells = rows.map((row) => row[column] ?? { text: '' });
  const tails = cells.map(cellTail);
  if (cells.some((cell) => cell.label === true || cell.words === true)) {
    const texts = [name, ...cells.map((cell, row) => cell.text + (tails[row] ?? ''))];
    return texts.map((text) => text.padEnd(widest(texts)));
  }
  const tailWidth = widest(tails);
  const width = Math.max(name.length, widest(cells.map((cell) => cell.text)) + tailWidth);
  return [
    name.padStart(width),
    ...cells.map((cell, row) => cell.text.padStart(width - tailWidth) + (tails[row] ?? '').padEnd(tailWidth)),
  ];
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

/** What follows the value, for example ` ±0.31* ▲▲▲ [62.10 ±0.31]`. */
function cellTail({ margin, best, band, printed }: Cell): string {
  return [
    margin === undefined ? '' : ` ±${margin}`,
    best === true ? '*' : '',
    band === undefined ? '' : ` ${bandSymbol(band)}`,
    printed === undefined ? '' : ` [${printed}]`,
  ].join('');
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
