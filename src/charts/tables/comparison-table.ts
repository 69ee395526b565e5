import { roundDecimal } from '../../base/round-decimal.js';
import type { FigureRecord } from '../../records/figure.js';
import type { Table } from '../../records/table.js';
import { recordsTable } from './records-table.js';

/** One number of the paper, and the mark of our figure that should equal it. */
export interface PaperValue {
  /** Fields that single out one record of the figure, for example `{ model: 'mGPT', subset: 'BASE' }`. */
  readonly at: FigureRecord;
  /** The number as the paper prints it. */
  readonly paper: number;
}

/** How to compare, and the words around the table. */
export interface ComparisonTableOptions {
  title: string;
  /** Field of the records to compare (default: `mean`). */
  field?: string;
  /** Decimals that the paper gives; values agree where they round to the same number (default: 2). */
  digits?: number;
}

/**
 * Our numbers beside the paper's, with the difference and whether they agree.
 * @returns a table whose records are `{ …at, ours, paper, difference, agrees }`.
 * @throws RangeError where a value fits no record or several, or a record's field is not a number.
 */
export function comparisonTable(
  records: readonly FigureRecord[],
  values: readonly PaperValue[],
  { title, field = 'mean', digits = 2 }: ComparisonTableOptions,
): Table {
  const compared = values.map(({ at, paper }) => {
    const ours = fieldOfOne(records, at, field);
    const rounded = roundDecimal(ours, digits);
    const printed = roundDecimal(paper, digits);
    const difference = roundDecimal(rounded - printed, digits);
    return { ...at, ours, paper, difference, agrees: rounded === printed };
  });
  const agreeing = compared.filter((row) => row.agrees).length;
  const keys = Object.keys(values[0]?.at ?? {});
  return recordsTable(compared, {
    id: 'comparison',
    title,
    alt: `${agreeing} of ${compared.length} numbers agree with the paper${digits === 0 ? '' : ` at ${digits} decimals`}.`,
    columns: [
      ...keys,
      { field: 'ours', digits },
      { field: 'paper', digits },
      { field: 'difference', digits },
      'agrees',
    ],
  });
}

function fieldOfOne(records: readonly FigureRecord[], at: FigureRecord, field: string): number {
  const found = records.filter((record) => Object.entries(at).every(([key, value]) => record[key] === value));
  const value = found[0]?.[field];
  if (found.length !== 1 || typeof value !== 'number') {
    throw new RangeError(
      `comparisonTable: ${JSON.stringify(at)} must fit one record with a number ${field}, got ${found.length} records`,
    );
  }
  return value;
}
