/** Whether two files hold the same bytes. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';

const CHUNK_BYTES = 65_536;

/** Compares two files byte by byte in constant memory; files of different size are not read. */
export function haveSameBytes(left: string, right: string): boolean {
  if (statSync(left).size !== statSync(right).size) return false;
  const files = [openSync(left, 'r')];
  try {
    files.push(openSync(right, 'r'));
    for (let position = 0; ; position += CHUNK_BYTES) {
      const [a, b] = files.map((file) => readChunk(file, position));
      if (a === undefined || b === undefined || !a.equals(b)) return false;
      if (a.length < CHUNK_BYTES) return true;
    }
  } finally {
    files.forEach(closeSync);
  }
}

function readChunk(file: number, position: number): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  return chunk.subarray(0, readSync(file, chunk, 0, CHUNK_BYTES, position));
}
