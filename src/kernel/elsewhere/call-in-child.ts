/** Long calls in a process of their own, so that the kernel goes on answering. */
import type { Duplex } from 'node:stream';
import type { CallElsewhere } from '../../records/call-elsewhere.js';
import { callbackReader, GO_ON, STOP } from './call-frames.js';
import { type Callback, packArgs } from './carried-args.js';
import { type CarriedError, unpackError } from './carried-error.js';
import { CALLBACK_CHANNEL, type Child, type ChildPoolOptions, childPool } from './child-pool.js';
import { watchCall } from './watch-call.js';

/** What the child is told first. */
export interface ChildRequest {
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** What the child says last. */
export type ChildAnswer =
  | { readonly result: unknown }
  | { readonly error: CarriedError; readonly isAbort: boolean };

/** How the kernel takes part. */
export interface CallInChildOptions extends ChildPoolOptions {
  /** The running cell's signal, by which each call is stopped beside its own. */
  readonly signal: () => AbortSignal;
}

/**
 * Makes the function that calls in child processes. A callback is called here, in order; the child waits for it, so that
 * what it does at a step comes before the next one. A call that is stopped or fails
 * ends its process.
 */
export function callInChild({ signal, ...options }: CallInChildOptions): CallElsewhere {
  const pool = childPool(options);
  return async ({ module, name, args }) => {
    const called = new Error().stack ?? '';
    const watched = watchCall(args);
    const { args: marked, callbacks, signals } = packArgs(watched.args);
    const stop = AbortSignal.any([...signals, signal()]);
    const child = await pool.take();
    const onAbort = () => void child.stop();
    if (stop.aborted) onAbort();
    stop.addEventListener('abort', onAbort, { once: true });
    try {
      const request = { module, name, args: marked };
      const result = await outcome(child, { request, callbacks, stop, called });
      if (!stop.aborted) pool.giveBack(child);
      return result;
    } catch (error) {
      if (!stop.aborted) onAbort();
      throw error;
    } finally {
      watched.end();
      stop.removeEventListener('abort', onAbort);
    }
  };
}

/** Follows a child until it answers. @throws what it threw, the signal's reason, or what a callback threw. */
async function outcome(
  { process: child }: Child,
  {
    request,
    callbacks,
    stop,
    called,
  }: { request: ChildRequest; callbacks: readonly Callback[]; stop: AbortSignal; called: string },
): Promise<unknown> {
  const thrown: unknown[] = [];
  let said = '';
  const print = (text: Buffer) => process.stdout.write(text);
  const complain = (text: Buffer) => {
    said = `${said}${text}`.slice(-2000);
    process.stderr.write(text);
  };
  const channel = child.stdio[CALLBACK_CHANNEL] as Duplex;
  const onCallback = callbackReader(({ index, values }) => {
    try {
      callbacks[index]?.(...values);
    } catch (error) {
      thrown.push(error);
    }
    channel.write(Uint8Array.of(thrown.length > 0 || stop.aborted ? STOP : GO_ON));
  });
  let forget = () => {};
  try {
    const answer = await new Promise<ChildAnswer>((resolve, reject) => {
      const onEnd = (code: number | null, signal: string | null) => {
        const last = said.trimEnd().split('\n').at(-1) ?? '';
        const how = signal ?? `code ${code}`;
        reject(
          new Error(`${request.name}: the process that computes must answer, it ended with ${how}: ${last}`),
        );
      };
      const listeners = [
        [child, 'message', resolve],
        [child, 'error', reject],
        [child, 'close', onEnd],
        [channel, 'data', onCallback],
        [channel, 'error', () => {}],
        [child.stdout, 'data', print],
        [child.stderr, 'data', complain],
      ] as const;
      for (const [source, event, listener] of listeners) source?.on(event, listener as Callback);
      forget = () => {
        for (const [source, event, listener] of listeners) source?.off(event, listener as Callback);
      };
      child.send(request, (error) => error !== null && reject(error));
    });
    if (thrown.length > 0) throw thrown[0];
    if ('result' in answer) return answer.result;
    if (answer.isAbort) stop.throwIfAborted();
    throw unpackError(answer.error, called);
  } catch (error) {
    // A stopped process may end before it answers.
    if (thrown.length === 0 && !child.connected) stop.throwIfAborted();
    throw error;
  } finally {
    forget();
  }
}
