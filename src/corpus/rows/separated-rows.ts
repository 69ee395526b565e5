/** Rows of files whose fields are separated by commas or tabs; the syntax is d3-dsv's (RFC 4180). */
import { dsvFormat } from 'd3-dsv';
import { byteStream } from './byte-stream.js';
import { type PlacedRow, placeRow, type Row, type RowOptions, readRow } from './row.js';

/**
 * Gives the rows of a `.csv` or `.tsv` file with a header line; every value is text. The file is read as a whole.
 * @throws Error with path and row (the header is row 1) where the file is empty, is not UTF-8, or a row has another
 * number of fields, or a column is missing.
 */
export async function* separatedRows(
  path: string,
  separator: ',' | '\t',
  options: RowOptions,
): AsyncGenerator<PlacedRow, void, undefined> {
  const [header, ...rows] = dsvFormat(separator).parseRows(await readText(path));
  if (header === undefined) throw new Error(`${path}: the file is empty, a header line was expected`);
  for (const [index, fields] of rows.entries()) {
    const place = `${path}, row ${index + 2}`;
    const row = readRow(() => placeRow(nameFields(fields, header, place), place, options), place, options);
    if (row !== null) yield row;
  }
}

function nameFields(fields: readonly string[], header: readonly string[], place: string): Row {
  if (fields.length !== header.length) {
    throw new Error(`${place}: ${header.length} fields were expected, got ${fields.length}`);
  }
  return Object.fromEntries(header.map((column, position) => [column, fields[position] ?? '']));
}

async function readText(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of byteStream(path)) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new Error(`${path}: the file must be UTF-8, got other bytes`, { cause });
  }
}
