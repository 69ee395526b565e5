/** A file's bytes, unpacked where its name ends in `.gz`. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * Streams a file.
 * @throws Error with the path where it cannot be read or unpacked.
 */
export async function* byteStream(path: string): AsyncGenerator<Buffer, void, undefined> {
  const file = createReadStream(path);
  // The stream that is read reports every error, so that there is nothing left to do when the pipe has ended.
  const stream = path.endsWith('.gz') ? pipeline(file, createGunzip(), () => {}) : file;
  try {
    yield* stream;
  } catch (cause) {
    throw new Error(
      `${path}: the file must be readable, got ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
      },
    );
  } finally {
    file.destroy();
  }
}
