/** Files of values that only this program reads again: any plain data, one after the other. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { readFully, writeFully } from './full-transfer.js';

/** Bytes of a value's length. */
const HEAD = 4;

/**
 * Writes values as they come; a file that is there is replaced.
 * @throws Error where the file cannot be written or a value cannot be copied, and what the values throw.
 */
export async function writeValues(
  path: string,
  values: Iterable<unknown> | AsyncIterable<unknown>,
): Promise<void> {
  const file = openSync(path, 'w');
  try {
    for await (const value of values) {
      const body = serialize(value);
      const head = Buffer.alloc(HEAD);
      head.writeUInt32LE(body.length);
      writeFully(file, head);
      writeFully(file, body);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Reads the values of a file that `writeValues` has written, one at a time.
 * @throws Error with the path where the file cannot be read or is cut short.
 */
export function* readValues(path: string): Generator<unknown, void, undefined> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const head = Buffer.alloc(HEAD);
    for (let place = 0; place < size; ) {
      readFully(file, head, place, path);
      const body = Buffer.alloc(head.readUInt32LE());
      readFully(file, body, place + HEAD, path);
      yield deserialize(body);
      place += HEAD + body.length;
    }
  } finally {
    closeSync(file);
  }
}
