import { readSync } from 'node:fs';

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
