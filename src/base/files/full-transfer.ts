/** Reading and writing all bytes that are meant: the system may do less at a time. */
import { readSync, writeSync } from 'node:fs';

/** Systems read less than 2 GiB at a time, Node.js refuses to ask for more. */
const MAX_READ = 2 ** 30;

/**
 * Fills bytes from a place of an open file.
 * @param file descriptor.
 * @param position byte of the file to start from.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place where the file ends before, for example because somebody is writing it anew.
 */
export function readFully(file: number, target: Uint8Array, position: number, place: string): void {
  for (let filled = 0; filled < target.length; ) {
    const wanted = Math.min(target.length - filled, MAX_READ);
    const count = readSync(file, target, filled, wanted, position + filled);
    if (count === 0) throw new Error(`${place}: the file was shortened while it was read`);
    filled += count;
  }
}

/** Writes all bytes at the place where an open file stands. @throws what the system throws where it cannot. */
export function writeFully(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
