/** Tables as plain text in columns, for terminals and for readers without HTML. */
import type { Cell, Table } from '../../records/table.js';
import { bandSymbol, tableLegend } from './table-legend.js';

/** Characters between two columns. */
const GAP = '  ';

/** Width that the words above and below the columns are broken at. */
const LINE_WIDTH = 100;

/** Width that a cell of words is broken at, so that long sentences do not push the other columns away. */
const WORDS_WIDTH = 48;

/** The table as text: title and finding, aligned columns, caption and legend. Ends without a line break. */
export function tableText(table: Table): string {
  const columns = table.columns.map((name, column) => columnBlocks(name, table.rows, column));
  const [header = [], ...rows] = Array.from({ length: table.rows.length + 1 }, (_, row) =>
    sideBySide(columns.map((blocks) => blocks[row] ?? [])),
  );
  const labels = new Map(table.groups.map((group) => [group.start, group.label]));
  const body = rows.flatMap((row, index) => {
    const label = labels.get(index);
    return label === undefined ? row : ['', label, ...row];
  });
  const rule = '─'.repeat(widest([...header, ...rows.flat()]));
  const legend = tableLegend(table, { best: '*', printed: '[…]' });
  const notes = [table.caption, legend].flatMap((text) => wrap(text, LINE_WIDTH));
  const end = notes.length === 0 ? [] : ['', ...notes];
  return [table.title, ...wrap(table.alt, LINE_WIDTH), '', ...header, rule, ...body, ...end].join('\n');
}

/** Header and cells of one column as blocks of equally wide lines: numbers line up at their last digit, words at their first. */
function columnBlocks(name: string, rows: readonly (readonly Cell[])[], column: number): string[][] {
  const cells = rows.map((row) => row[column] ?? { text: '' });
  const tails = cells.map(cellTail);
  if (cells.some((cell) => cell.label === true || cell.words === true)) {
    const texts = cells.map((cell, row) => cell.text + (tails[row] ?? ''));
    const blocks = [[name], ...texts.map((text) => (text === '' ? [''] : wrap(text, WORDS_WIDTH)))];
    const width = widest(blocks.flat());
    return blocks.map((lines) => lines.map((line) => line.padEnd(width)));
  }
  const tailWidth = widest(tails);
  const width = Math.max(name.length, widest(cells.map((cell) => cell.text)) + tailWidth);
  return [
    [name.padStart(width)],
    ...cells.map((cell, row) => [
      cell.text.padStart(width - tailWidth) + (tails[row] ?? '').padEnd(tailWidth),
    ]),
  ];
}

/** Sets blocks of lines beside each other; shorter ones are filled up with spaces. */
function sideBySide(blocks: readonly (readonly string[])[]): string[] {
  const height = Math.max(1, ...blocks.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    blocks
      .map((lines) => lines[line] ?? ' '.repeat(widest(lines)))
      .join(GAP)
      .trimEnd(),
  );
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

/** Breaks a text between words, so that no line is longer than `width` unless a word is; no line for no word. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
