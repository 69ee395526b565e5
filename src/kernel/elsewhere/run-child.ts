/** The child's side of a long call: it makes the call, and tells how it went. */
import { readSync, writeSync } from 'node:fs';
import { encodeCallback, STOP } from './call-frames.js';
import {
  CALLBACK_CHANNEL,
  type CallbackMark,
  type ChildAnswer,
  type ChildRequest,
  type SignalMark,
} from './call-in-child.js';
import { packError } from './carried-error.js';

/** Milliseconds between two tries on a channel that is not ready. */
const PAUSE = 1;

/** Takes a request from the parent, answers it, and ends. */
export function runChild(): void {
  const controller = new AbortController();
  const reason = new Error('the call was stopped');
  const stop = () => controller.abort(reason);
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message: ChildRequest | { isAborted: true }) => {
    if ('isAborted' in message) stop();
    else void answer(message);
  });
  const answer = async ({ module, name, args }: ChildRequest) => {
    let said: ChildAnswer;
    try {
      const loaded = (await import(module)) as Record<string, (...args: unknown[]) => unknown>;
      const called = loaded[name];
      if (called === undefined) throw new Error(`runChild: ${module} must export ${name}, got nothing`);
      said = { result: await called(...args.map((arg) => unmark(arg, controller.signal, stop))) };
    } catch (error) {
      said = { error: packError(error), isAbort: controller.signal.aborted && error === reason };
    }
    const end = () => process.exit(0);
    try {
      process.send?.(said, undefined, undefined, end);
    } catch (error) {
      process.send?.({ error: packError(error), isAbort: false }, undefined, undefined, end);
    }
  };
}

/** Puts callbacks and the signal where their marks are. */
function unmark(value: unknown, signal: AbortSignal, stop: () => void): unknown {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  const entries = Object.entries(value as Record<string, unknown>).map(([key, field]): [string, unknown] => {
    const { lingtuneCallback: index, lingtuneSignal: isSignal } = (field ?? {}) as Partial<
      CallbackMark & SignalMark
    >;
    if (index !== undefined) return [key, (...values: unknown[]) => callParent(index, values, stop)];
    return [key, isSignal === true ? signal : field];
  });
  return Object.fromEntries(entries);
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
