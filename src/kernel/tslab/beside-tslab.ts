/** Packages that tslab brings along, in the versions that it works with. */
import { createRequire } from 'node:module';
import type TypeScript from 'typescript';

/** The TypeScript that compiles cells. */
export type Compiler = typeof TypeScript;

/** A socket of ZeroMQ, as far as we use it. */
export interface Socket extends AsyncIterable<Uint8Array[]> {
  sendHighWaterMark: number;
  sendTimeout: number;
  bind(address: string): Promise<void>;
  send(frames: readonly (Uint8Array | string)[]): Promise<void>;
  close(): void;
}

/** The binding of ZeroMQ, as far as we use it. */
export type Zeromq = Record<'Publisher' | 'Router' | 'Reply', new () => Socket>;

/** `require` as it is in tslab's own files. */
export function requireOfTslab(): NodeJS.Require {
  return createRequire(createRequire(import.meta.url).resolve('tslab/package.json'));
}

/** A package as tslab itself finds it. */
export function besideTslab(name: string): unknown {
  return requireOfTslab()(name);
}

/**
 * Makes a socket take every message at once, however many come in one go. By default ZeroMQ throws away what a slow
 * reader has not taken after 1,000 messages, and its binding refuses a message while it puts off another.
 * @returns sends a message.
 */
export function promptSender(
  socket: Pick<Socket, 'sendHighWaterMark' | 'sendTimeout' | 'send'>,
): (frames: readonly (Uint8Array | string)[]) => void {
  socket.sendHighWaterMark = 0;
  socket.sendTimeout = 0;
  return (frames) => {
    // What cannot be sent goes to somebody who has left.
    socket.send(frames).catch(() => {});
  };
}
