/** The child's side of long calls: it makes them one by one, and tells how they went. */
import { readSync, writeSync } from 'node:fs';
import { encodeCallback, STOP } from './call-frames.js';
import type { ChildAnswer, ChildRequest } from './call-in-child.js';
import { unpackArgs } from './carried-args.js';
import { packError } from './carried-error.js';
import { CALLBACK_CHANNEL } from './child-pool.js';

/** Milliseconds between two tries on a channel that is not ready. */
const PAUSE = 1;

/** Takes requests from the parent until it goes away or a call is stopped. */
export function runChild(): void {
  const controller = new AbortController();
  const reason = new Error('the call was stopped');
  const stop = () => controller.abort(reason);
  let isIdle = true;
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message: ChildRequest | { isAborted: true }) => {
    if ('name' in message) void answer(message);
    else if (isIdle) process.exit(0);
    else stop();
  });
  const call = (index: number, values: readonly unknown[]) => callParent(index, values, stop);
  const answer = async ({ module, name, args }: ChildRequest) => {
    isIdle = false;
    let said: ChildAnswer;
    try {
      const loaded = (await import(module)) as Record<string, (...args: unknown[]) => unknown>;
      const called = loaded[name];
      if (called === undefined) throw new Error(`runChild: ${module} must export ${name}, got nothing`);
      said = { result: await called(...unpackArgs(args, { signal: controller.signal, call })) };
    } catch (error) {
      said = { error: packError(error), isAbort: error === reason };
    }
    isIdle = true;
    const end = () => {
      if (controller.signal.aborted) process.exit(0);
    };
    try {
      process.send?.(said, undefined, undefined, end);
    } catch (error) {
      // What the call gave cannot be copied.
      process.send?.({ error: packError(error), isAbort: false }, undefined, undefined, end);
    }
  };
}

/** Has the parent call a callback, and waits until it has: this process has nothing else to do. */
function callParent(index: number, values: readonly unknown[], stop: () => void): void {
  const bytes = encodeCallback({ index, values });
  for (let sent = 0; sent < bytes.length; ) {
    sent += patiently(() => writeSync(CALLBACK_CHANNEL, bytes, sent));
  }
  const answer = Buffer.alloc(1);
  const count = patiently(() => readSync(CALLBACK_CHANNEL, answer, 0, 1, null));
  if (count === 0) process.exit(0);
  if (answer[0] === STOP) stop();
}

/** Tries again while the channel is not ready. */
function patiently(act: () => number): number {
  const clock = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  for (;;) {
    try {
      return act();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(clock, 0, 0, PAUSE);
    }
  }
}
