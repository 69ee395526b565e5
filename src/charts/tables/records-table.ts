import { roundDecimal } from '../../base/round-decimal.js';
import type { FigureRecord } from '../../records/figure.js';
import type { Cell, Table } from '../../records/table.js';

/** One column of a table of records. */
export interface RecordsColumn {
  /** Field of the records that the column shows. */
  field: string;
  /** Header (default: the field's name). */
  header?: string;
  /** Decimals of its numbers (default: as many as they have). */
  digits?: number;
}

/** What to show of records, and the words around them. */
export interface RecordsTableOptions {
  title: string;
  /** Columns in order, a field's name standing for a column without options (default: all fields of the first record). */
  columns?: readonly (string | RecordsColumn)[];
  /** Default: none. */
  caption?: string;
  /** The main finding for readers who cannot see the table. Default: none. */
  alt?: string;
  /** Default: `records`. */
  id?: string;
}

/**
 * Plain records as a table, one row each; `null` shows as an empty cell, a number that is not finite as `NaN` or
 * `Infinity`.
 * @throws RangeError where there is no record, no column, or a record lacks a column's field.
 */
export function recordsTable(
  records: readonly FigureRecord[],
  { title, columns, caption = '', alt = '', id = 'records' }: RecordsTableOptions,
): Table {
  const [first] = records;
  if (first === undefined) throw new RangeError('recordsTable: records must hold at least one, got none');
  const shown = (columns ?? Object.keys(first)).map(
    (column): RecordsColumn => (typeof column === 'string' ? { field: column } : column),
  );
  if (shown.length === 0) throw new RangeError('recordsTable: columns must name a field, got none');
  return {
    kind: 'table',
    id,
    title,
    caption,
    alt,
    columns: shown.map(({ field, header = field }) => header),
    rows: records.map((record, index) => shown.map((column) => recordCell(record, column, index))),
    groups: [],
    records: records.map((record) => ({ ...record })),
  };
}

function recordCell(record: FigureRecord, { field, digits }: RecordsColumn, index: number): Cell {
  const value = record[field];
  if (value === undefined) {
    throw new RangeError(
      `recordsTable: every record must have the field ${field}, got none in records[${index}]`,
    );
  }
  if (value === null) return { text: '' };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return { text: String(value) };
    return { text: digits === undefined ? String(value) : roundDecimal(value, digits).toFixed(digits) };
  }
  if (typeof value === 'boolean') return { text: value ? 'yes' : 'no', words: true };
  return { text: value, words: true };
}
