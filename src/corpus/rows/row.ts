/** One row of a data file: its values by the names of their columns. */
export type Row = Readonly<Record<string, unknown>>;

/** A row and where it stands. */
export interface PlacedRow {
  readonly row: Row;
  /** Path and line or row, for messages. */
  readonly place: string;
}

/** What is wanted of a file. */
export interface RowOptions {
  /** Columns to give, each of which must be there (default: all that there are). */
  readonly columns?: readonly string[] | undefined;
  /**
   * Is told of each malformed row and its place, and reading goes on with the next one (default: the first one is
   * thrown). What leaves the rest of a file unreadable is thrown all the same.
   */
  readonly onMalformed?: ((error: Error, place: string) => void) | undefined;
}

/**
 * What `read` makes of a row; where that is malformed, it is thrown, or told of and `null` given.
 * @param read throws an Error where the row is malformed.
 */
export function readRow<Read>(
  read: () => Read,
  place: string,
  { onMalformed }: Pick<RowOptions, 'onMalformed'>,
): Read | null {
  try {
    return read();
  } catch (error) {
    if (onMalformed === undefined || !(error instanceof Error)) throw error;
    onMalformed(error, place);
    return null;
  }
}

/**
 * Puts a row to its place, cut down to the columns that are wanted.
 * @throws Error with the place where a column is missing.
 */
export function placeRow(row: Row, place: string, { columns }: RowOptions): PlacedRow {
  if (columns === undefined) return { row, place };
  const missing = columns.find((column) => !Object.hasOwn(row, column));
  if (missing !== undefined) {
    throw new Error(`${place}: column ${missing} is missing, got ${Object.keys(row).join(', ')}`);
  }
  return { row: Object.fromEntries(columns.map((column) => [column, row[column]])), place };
}
