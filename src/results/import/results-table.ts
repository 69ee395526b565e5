/** The Markdown tables of accuracies that lm-evaluation-harness prints at the end of a run. */
import { isPrintable, quoteText } from '../../base/printable.js';
import type { ListedAccuracy } from './evaluation.js';

const COLUMNS = ['Version', 'Filter', 'Metric', 'Value', 'Stderr'] as const;

/** Stands for bytes that were not UTF-8. */
const REPLACEMENT = '\uFFFD';

/** One printed table. */
export interface ResultsTable {
  readonly kind: 'Tasks' | 'Groups';
  readonly accuracies: readonly ListedAccuracy[];
  /** Numbers of examples in the prompts (column `n-shot`), of the rows that say one. */
  readonly shots: readonly number[];
  /** Tasks that the table lists without an accuracy (`acc`). */
  readonly withoutAccuracy: readonly string[];
  /** Rows that could not be read, each as a phrase. */
  readonly faults: readonly string[];
}

/** Which table a line begins, or `null` where it is not a table's first line. */
export function tableKind(line: string): ResultsTable['kind'] | null {
  const cells = splitCells(line);
  const kind = cells?.[0] === 'Tasks' || cells?.[0] === 'Groups' ? cells[0] : null;
  return kind !== null && COLUMNS.every((column) => cells?.includes(column)) ? kind : null;
}

/**
 * Reads a table of lm-eval 0.4.0 up to 0.4.13; the column of arrows that 0.4.3 added may be there or not.
 * Metrics other than `acc` are passed over.
 * @param lines the table's lines from its header on, without line ends.
 * @throws TypeError where the first line is not the header of such a table.
 */
export function parseResultsTable(lines: readonly string[]): ResultsTable {
  const [first = '', ...rest] = lines;
  const kind = tableKind(first);
  const header = splitCells(first);
  if (kind === null || header === null) {
    throw new TypeError(
      `parseResultsTable: the first line must be a header of Tasks or Groups, got ${quoteText(first)}`,
    );
  }
  const accuracies: ListedAccuracy[] = [];
  const faults: string[] = [];
  const names = new Set<string>();
  const shots: number[] = [];
  let [name, version] = ['', ''];
  for (const line of rest.filter((line) => !/^\|[-:|]+\|$/.test(line))) {
    const cells = splitCells(line);
    const cell = (column: string): string => cells?.[header.indexOf(column)] ?? '';
    // Further metrics of a task have neither its name nor its version.
    if (cell(kind) !== '') [name, version] = [cell(kind).replace(/^-\s+/, ''), cell('Version')];
    const accuracy = readAccuracy(cell);
    const readable = cells?.length === header.length && name !== '' && !name.includes(REPLACEMENT);
    if (!readable || accuracy === 'unreadable') {
      faults.push(`row ${quoteText(line)} cannot be read`);
      continue;
    }
    names.add(name);
    if (/^\d+$/.test(cell('n-shot'))) shots.push(Number(cell('n-shot')));
    if (accuracy !== null) {
      accuracies.push({ name, version: version === 'N/A' || version === '' ? null : version, ...accuracy });
    }
  }
  for (const { name: counted } of accuracies) names.delete(counted);
  return { kind, accuracies, shots, withoutAccuracy: [...names], faults };
}

/** The accuracy of a row, `null` for another metric, `unreadable` for a value outside 0..1. */
function readAccuracy(
  cell: (column: string) => string,
): Pick<ListedAccuracy, 'filter' | 'accuracy' | 'stderr'> | 'unreadable' | null {
  if (cell('Metric') !== 'acc') return null;
  const accuracy = readShare(cell('Value'));
  const printed = cell('Stderr');
  const stderr = printed === '' || printed === 'N/A' ? null : readShare(printed);
  if (accuracy === null || (stderr === null && printed !== '' && printed !== 'N/A')) return 'unreadable';
  return { filter: cell('Filter'), accuracy, stderr };
}

/** A printed number between 0 and 1. */
function readShare(text: string): number | null {
  return /^(0(\.\d+)?|1(\.0+)?)$/.test(text) ? Number(text) : null;
}

/** Cells of a table line, trimmed; `null` where it is not one, or holds characters that no table has. */
function splitCells(line: string): string[] | null {
  const text = line.trim();
  if (text.length < 2 || !text.startsWith('|') || !text.endsWith('|')) return null;
  if (!isPrintable(text)) return null;
  return text
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}
