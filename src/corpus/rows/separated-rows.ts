/** Rows of files whose fields are separated by commas or tabs (RFC 4180). */
import { columnPositions } from '../../base/files/csv.js';
import { separatedText } from '../../base/files/separated-text.js';
import { utf8Pieces } from '../../base/files/utf8-pieces.js';
import { byteStream } from './byte-stream.js';
import { type PlacedRow, placeRow, type Row, type RowOptions, readRow } from './row.js';

/**
 * Streams the rows of a `.csv` or `.tsv` file with a header line; every value is text.
 * @throws Error with path and row (the header is row 1) where the file is empty, is not UTF-8, a row has another
 * number of fields or is too long, or a column is missing or there twice.
 */
export async function* separatedRows(
  path: string,
  separator: ',' | '\t',
  options: RowOptions,
): AsyncGenerator<PlacedRow, void, undefined> {
  let header: readonly string[] | undefined;
  let rows: { fields: readonly string[]; row: number }[] = [];
  const decoder = utf8Pieces(path);
  const text = separatedText(separator, path, (fields, row) => {
    if (header !== undefined) rows.push({ fields, row });
    else {
      columnPositions(fields, path);
      header = fields;
    }
  });
  const named = function* (): Generator<PlacedRow, void, undefined> {
    for (const { fields, row } of rows) {
      const place = `${path}, row ${row}`;
      const read = readRow(
        () => placeRow(nameFields(fields, header ?? [], place), place, options),
        place,
        options,
      );
      if (read !== null) yield read;
    }
    rows = [];
  };
  for await (const chunk of byteStream(path)) {
    text.push(decoder.push(chunk));
    yield* named();
  }
  decoder.end();
  text.end();
  yield* named();
  if (header === undefined) throw new Error(`${path}: the file is empty, a header line was expected`);
}

function nameFields(fields: readonly string[], header: readonly string[], place: string): Row {
  if (fields.length !== header.length) {
    throw new Error(`${place}: ${header.length} fields were expected, got ${fields.length}`);
  }
  return Object.fromEntries(header.map((column, position) => [column, fields[position] ?? '']));
}
