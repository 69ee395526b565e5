/** A file's lines from the last to the first, in constant memory: the end of a huge log costs no more than a small one. */
import { closeSync, fstatSync } from 'node:fs';
import { readFully } from './full-transfer.js';
import { openPlainFile } from './plain-file.js';

/** A line feed, a carriage return, or several returns before a line feed as terminals write them. */
const LINE_END = /\r*\n|\r+/;
const LEADING_LINE_ENDS = /^[\r\n]*/;

/** Sizes of the reading window. */
export interface LinesFromEndOptions {
  /** Bytes read at a time (default 65,536). */
  chunkBytes?: number;
  /** Longer lines are cut to this many bytes from their start (default 8,192). */
  maxLineBytes?: number;
}

/**
 * Lines of a file, last first, empty ones included.
 * A carriage return ends a line too, so that each state of a progress bar is a line of its own.
 * @yields lines as byte strings (one character a byte, 0..255); `decodeUtf8` turns them into text.
 * @throws Error where the file cannot be read or is shortened meanwhile.
 */
export function* linesFromEnd(
  path: string,
  { chunkBytes = 65_536, maxLineBytes = 8_192 }: LinesFromEndOptions = {},
): Generator<string, void, undefined> {
  const file = openPlainFile(path);
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let unfinished = '';
    for (let end = fstatSync(file).size; end > 0; ) {
      const start = Math.max(0, end - chunkBytes);
      readFully(file, chunk.subarray(0, end - start), start, path);
      const text = chunk.toString('latin1', 0, end - start) + unfinished;
      // Line ends at the very start may be the second half of one: leave them to the next round.
      const held = start > 0 ? (LEADING_LINE_ENDS.exec(text)?.[0] ?? '') : '';
      const lines = text.slice(held.length).split(LINE_END);
      for (let index = lines.length - 1; index > 0; index--) {
        yield (lines[index] ?? '').slice(0, maxLineBytes);
      }
      unfinished = (held + (lines[0] ?? '')).slice(0, maxLineBytes);
      end = start;
    }
    yield unfinished;
  } finally {
    closeSync(file);
  }
}

/** Text of a byte string that `linesFromEnd` gave; bytes that are not UTF-8 become U+FFFD. */
export function decodeUtf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
