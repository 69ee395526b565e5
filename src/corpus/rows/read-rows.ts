/** Rows of a data file, whatever its format. */
import { jsonRows } from './json-rows.js';
import type { PlacedRow, Row, RowOptions } from './row.js';
import { separatedRows } from './separated-rows.js';

/** Parquet is packed inside; the others may be packed as a whole. */
const FORMAT = /\.(?<format>parquet$|(?:jsonl?|csv|tsv)(?=(?:\.gz)?$))/;

/**
 * Streams the rows of a file in order: `.parquet` by groups of rows, `.jsonl` by lines, `.json` by the elements of
 * its array (or by lines), `.csv` and `.tsv` with a header line; all but Parquet may end in `.gz` too. XStoryCloze's
 * `….tsv.split_20_80_eval.tsv` is a `.tsv`.
 * @param path of the file.
 * @throws RangeError for another ending; Error with path and line or row where the content is not as the ending says
 * or a column is missing.
 */
export async function* readRows(
  path: string,
  options: RowOptions = {},
): AsyncGenerator<Row, void, undefined> {
  for await (const { row } of readPlacedRows(path, options)) yield row;
}

/** As `readRows`, with the place of each row for messages: path and line, or path and row from 1. */
export function readPlacedRows(path: string, options: RowOptions = {}): AsyncIterable<PlacedRow> {
  const format = FORMAT.exec(path)?.groups?.format;
  switch (format) {
    case 'parquet':
      return loadedParquetRows(path, options);
    case 'json':
    case 'jsonl':
      return jsonRows(path, options);
    case 'csv':
      return separatedRows(path, ',', options);
    case 'tsv':
      return separatedRows(path, '\t', options);
    default:
      throw new RangeError(
        `readRows: path must end in .parquet, .jsonl, .json, .csv or .tsv (or .gz after these), got ${path}`,
      );
  }
}

/** As `parquetRows`; only who reads Parquet waits for its packages to load. */
async function* loadedParquetRows(
  path: string,
  options: RowOptions,
): AsyncGenerator<PlacedRow, void, undefined> {
  const { parquetRows } = await import('./parquet-rows.js');
  yield* parquetRows(path, options);
}
