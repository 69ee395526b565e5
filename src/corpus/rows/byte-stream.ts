/** A file's bytes, unpacked where its name ends in `.gz`. */
import type { ReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { streamPlainFile } from '../../base/files/plain-file.js';

/**
 * Streams a file.
 * @throws Error with the path where it cannot be read or unpacked.
 */
export async function* byteStream(path: string): AsyncGenerator<Buffer, void, undefined> {
  const file = openStream(path);
  // The stream that is read reports every error, so that there is nothing left to do when the pipe has ended.
  const stream = path.endsWith('.gz') ? pipeline(file, createGunzip(), () => {}) : file;
  try {
    yield* stream;
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    file.destroy();
  }
}

function openStream(path: string): ReadStream {
  try {
    return streamPlainFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : cause;
  return new Error(`${path}: the file must be readable, got ${reason}`, { cause });
}
