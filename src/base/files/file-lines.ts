/** A file's lines from the first to the last, without the whole file in memory. */
import { readSync } from 'node:fs';

/** Bytes read at a time. */
const CHUNK = 65_536;
const LINE_FEED = 0x0a;

/**
 * What `text.split('\n')` would give of a file's text: the last line is empty where the file ends with a line feed.
 * Bytes that are not UTF-8 become U+FFFD.
 * @param file descriptor, open for reading; it is read from its start, and stays open.
 * @throws Error where the file cannot be read.
 */
export function* fileLines(file: number): Generator<string, void, undefined> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  let unfinished: Buffer[] = [];
  let position = 0;
  for (let length = -1; length !== 0; position += length) {
    length = readSync(file, chunk, 0, CHUNK, position);
    const read = chunk.subarray(0, length);
    let start = 0;
    for (let end = read.indexOf(LINE_FEED); end >= 0; end = read.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...unfinished, read.subarray(start, end)]).toString();
      unfinished = [];
      start = end + 1;
    }
    if (start < length) unfinished.push(Buffer.from(read.subarray(start)));
  }
  yield Buffer.concat(unfinished).toString();
}
