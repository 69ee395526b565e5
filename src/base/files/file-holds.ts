import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 2 ** 20;

/**
 * Whether a file holds a text, found in constant memory.
 * @param text in ASCII, shorter than 1 MiB.
 * @throws Error where the file cannot be read.
 */
export function fileHolds(path: string, text: string): boolean {
  const file = openSync(path, 'r');
  try {
    const overlap = text.length - 1;
    const chunk = Buffer.alloc(overlap + CHUNK_BYTES);
    for (let count = readSync(file, chunk, overlap, CHUNK_BYTES, null); count > 0; ) {
      if (chunk.subarray(0, overlap + count).includes(text)) return true;
      // What a chunk ends with may be the text's beginning.
      chunk.copyWithin(0, count, count + overlap);
      count = readSync(file, chunk, overlap, CHUNK_BYTES, null);
    }
    return false;
  } finally {
    closeSync(file);
  }
}
