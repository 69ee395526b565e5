/** Signs of life in a file, given by a thread, so that they go on while the main thread computes. */

import { once } from 'node:events';
import { fstatSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Signs of life that go on. */
export interface Heartbeat {
  /** Milliseconds since the last one. */
  readonly silence: () => number;
  readonly stop: () => Promise<void>;
}

/** What the thread is given. */
interface HeartbeatData {
  readonly path: string;
  /** Milliseconds between two signs. */
  readonly every: number;
  /** One number: when the last one was given, in milliseconds since 1970. */
  readonly last: Float64Array;
}

/**
 * Has the last byte of a file written anew every so often, by which the file server gives it the time.
 * @param every milliseconds.
 * @throws Error where the file cannot be written.
 */
export async function startHeartbeat(path: string, every: number): Promise<Heartbeat> {
  const last = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const data: HeartbeatData = { path, every, last };
  const thread = new Worker(new URL('heartbeat-main.js', import.meta.url), {
    workerData: data,
    // Options of the program, such as one of its text, are not for the thread.
    execArgv: [],
  });
  await once(thread, 'message');
  thread.unref();
  // What goes wrong later shows as silence.
  thread.on('error', () => undefined);
  return {
    silence: () => Date.now() - (last[0] ?? 0),
    stop: async () => void (await thread.terminate()),
  };
}

/** Runs in the thread. */
export function runHeartbeat(): void {
  if (isMainThread) throw new Error('runHeartbeat: must run in a thread, got the main one');
  const { path, every, last } = workerData as HeartbeatData;
  const file = openSync(path, 'r+');
  const beat = (): void => {
    giveSign(file);
    last[0] = Date.now();
  };
  beat();
  parentPort?.postMessage('begun');
  setInterval(beat, every);
}

/**
 * Writes the last byte of an open file anew, and flushes it.
 * @returns the file server's time of it, in milliseconds since 1970.
 */
export function giveSign(file: number): number {
  const { size } = fstatSync(file);
  writeSync(file, '\n', size - 1);
  fsyncSync(file);
  return fstatSync(file).mtimeMs;
}
