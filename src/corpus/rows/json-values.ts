/**
 * JSON values from a stream of bytes: one on each line, or the elements of one array.
 * Only one value is held at a time. All bytes that structure JSON are ASCII, so that UTF-8 need not be decoded to
 * find where a value ends.
 */

import { MAX_RECORD, recordTooLong } from '../../base/files/record-limit.js';

/** A value's bytes and its place. */
export interface JsonPiece {
  readonly bytes: Uint8Array;
  /** Line of the file, from 1, where the value begins. */
  readonly line: number;
}

const [LINE_FEED, QUOTE, BACKSLASH, COMMA] = [0x0a, 0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_RECORD, CLOSE_RECORD] = [0x5b, 0x5d, 0x7b, 0x7d];
const BLANKS = [0x20, 0x09, 0x0a, 0x0d];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * Lines of a stream with their numbers; empty ones are left out.
 * @throws Error where a line is longer than `MAX_RECORD`; `place` names the stream.
 */
export async function* jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  place: string,
): AsyncGenerator<JsonPiece, void, undefined> {
  let held: Uint8Array[] = [];
  let heldLength = 0;
  let line = 1;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      const bytes =
        held.length === 0 ? chunk.subarray(start, end) : Buffer.concat([...held, chunk.subarray(start, end)]);
      if (!isBlank(bytes)) yield { bytes, line };
      [held, heldLength] = [[], 0];
      start = end + 1;
      line += 1;
    }
    if (start < chunk.length) held.push(chunk.subarray(start));
    heldLength += chunk.length - start;
    if (heldLength > MAX_RECORD) throw recordTooLong(`${place}, line ${line}`);
  }
  const bytes = Buffer.concat(held);
  if (!isBlank(bytes)) yield { bytes, line };
}

/**
 * Elements of the array that a stream holds.
 * @throws Error where the stream does not hold one array and nothing else, or an element is longer than `MAX_RECORD`;
 * `place` names the stream.
 */
export async function* jsonElements(
  chunks: AsyncIterable<Uint8Array>,
  place: string,
): AsyncGenerator<JsonPiece, void, undefined> {
  let held: Uint8Array[] = [];
  let heldLength = 0;
  /** Lists and records that are open: 0 before and after the array, 1 between its elements. */
  let depth = 0;
  let [isOver, isText, isEscaped, hasElements] = [false, false, false, false];
  let [line, firstLine] = [1, 1];
  let position = 0;
  const cut = (piece: Uint8Array): JsonPiece => {
    const bytes = Buffer.concat([...held, piece]);
    [held, heldLength] = [[], 0];
    if (isBlank(bytes)) throw new Error(`${place}, line ${line}: an element was expected, got nothing`);
    return { bytes, line: firstLine + linesBefore(bytes) };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0;
      position += 1;
      if (byte === LINE_FEED) line += 1;
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isText = false;
        continue;
      }
      if (depth === 0) {
        if (BLANKS.includes(byte) || BYTE_ORDER_MARK[position - 1] === byte) continue;
        if (isOver || byte !== OPEN_LIST) {
          throw new Error(
            `${place}, line ${line}: one JSON array was expected, got ${isOver ? 'more' : 'something else'}`,
          );
        }
        [depth, start, firstLine] = [1, index + 1, line];
      } else if (byte === QUOTE) isText = true;
      else if (byte === OPEN_LIST || byte === OPEN_RECORD) depth += 1;
      else if (depth > 1 && (byte === CLOSE_LIST || byte === CLOSE_RECORD)) depth -= 1;
      else if (depth === 1 && (byte === COMMA || byte === CLOSE_LIST)) {
        const piece = chunk.subarray(start, index);
        const isEmptyList = byte === CLOSE_LIST && !hasElements && isBlank(Buffer.concat([...held, piece]));
        if (!isEmptyList) yield cut(piece);
        hasElements = true;
        [start, firstLine] = [index + 1, line];
        if (byte === CLOSE_LIST) [depth, isOver] = [0, true];
      }
    }
    if (depth > 0 && start < chunk.length) {
      held.push(chunk.subarray(start));
      heldLength += chunk.length - start;
    }
    if (heldLength > MAX_RECORD) throw recordTooLong(`${place}, line ${firstLine}`);
  }
  if (!isOver) throw new Error(`${place}, line ${line}: the array must end, got the file's end`);
}

/** Line feeds before the first byte that is no blank. */
function linesBefore(bytes: Uint8Array): number {
  const start = bytes.findIndex((byte) => !BLANKS.includes(byte));
  return bytes.subarray(0, start).filter((byte) => byte === LINE_FEED).length;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => BLANKS.includes(byte));
}
