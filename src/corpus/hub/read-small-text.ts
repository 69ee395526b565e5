/** Small files that others may have put there: never a pipe that waits for ever, never more than is expected. */
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { readFully } from '../../util/read-fully.js';

/**
 * Text of a small file, or `null` where there is none.
 * @param most bytes that it may have.
 * @throws Error with the path where it is no plain file, has more bytes, or cannot be read.
 */
export function readSmallText(path: string, { most }: { readonly most: number }): string | null {
  let file: number;
  try {
    // Without O_NONBLOCK the opening of a pipe waits for a writer. Windows has neither.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) {
      return null;
    }
    throw new Error(`readSmallText: ${path} must be readable, got ${String(cause)}`, { cause });
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new Error(`readSmallText: ${path} must be a plain file, got another kind`);
    if (status.size > most) {
      throw new Error(`readSmallText: ${path} must have at most ${most} bytes, got ${status.size}`);
    }
    const bytes = new Uint8Array(status.size);
    readFully(file, bytes, 0, path);
    return new TextDecoder().decode(bytes);
  } finally {
    closeSync(file);
  }
}
