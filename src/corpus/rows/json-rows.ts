/** Rows of JSON files: a record on each line, or one array of records. */
import { byteStream } from './byte-stream.js';
import { type JsonPiece, jsonElements, jsonLines } from './json-values.js';
import { type PlacedRow, placeRow, type Row, type RowOptions, readRow } from './row.js';

/**
 * Streams the records of a `.jsonl` file (one a line) or a `.json` file (one array, or one a line), packed or not.
 * @throws Error with path and line where a value is not a record in JSON and UTF-8, or lacks a column.
 */
export async function* jsonRows(
  path: string,
  options: RowOptions,
): AsyncGenerator<PlacedRow, void, undefined> {
  const pieces = (await holdsArray(path))
    ? jsonElements(byteStream(path), path)
    : jsonLines(byteStream(path), path);
  for await (const piece of pieces) {
    const place = `${path}, line ${piece.line}`;
    const row = readRow(() => placeRow(parseRecord(piece, place), place, options), place, options);
    if (row !== null) yield row;
  }
}

/** Whether the first sign of a `.json` file opens an array; `.jsonl` says by its name that it does not. */
async function holdsArray(path: string): Promise<boolean> {
  if (!/\.json(?:\.gz)?$/.test(path)) return false;
  for await (const chunk of byteStream(path)) {
    const start = chunk
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart();
    if (start !== '') return start.startsWith('[');
  }
  return false;
}

function parseRecord({ bytes }: JsonPiece, place: string): Row {
  const value = parseJson(bytes, place);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(
      `${place}: a record was expected, got ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}`,
    );
  }
  return { ...value };
}

function parseJson(bytes: Uint8Array, place: string): unknown {
  try {
    // Not fatal by default: broken UTF-8 would become U+FFFD unseen. A byte order mark is dropped.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new Error(
      `${place}: JSON in UTF-8 was expected, got ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
      },
    );
  }
}
