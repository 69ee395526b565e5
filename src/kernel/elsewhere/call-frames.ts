/** How two processes talk about callbacks: frames of a length and a value, answered by one byte. */
import { deserialize, serialize } from 'node:v8';

/** Answer to a callback: go on. */
export const GO_ON = 0;
/** Answer to a callback: it threw, or the work is to be stopped. */
export const STOP = 1;

/** Bytes of a frame's length. */
const HEAD = 4;

/** A callback by its number, and what it is given. */
export interface CallbackCall {
  readonly index: number;
  readonly values: readonly unknown[];
}

/** A callback as bytes. @throws Error where a value cannot be copied. */
export function encodeCallback(callback: CallbackCall): Buffer {
  const body = serialize(callback);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, body]);
}

/** Reads callbacks from bytes that come in pieces; `take` is given each whole one. */
export function callbackReader(take: (callback: CallbackCall) => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    while (rest.length >= HEAD && rest.length >= HEAD + rest.readUInt32LE()) {
      const end = HEAD + rest.readUInt32LE();
      const callback = deserialize(rest.subarray(HEAD, end)) as CallbackCall;
      rest = rest.subarray(end);
      take(callback);
    }
  };
}
