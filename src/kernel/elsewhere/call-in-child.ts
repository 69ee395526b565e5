/** Long calls in a process of their own, so that the kernel goes on answering. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallElsewhere, ElsewhereCall } from '../../util/call-elsewhere.js';
import { callbackReader, GO_ON, STOP } from './call-frames.js';
import { type CarriedError, unpackError } from './carried-error.js';

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

/** Stands for a callback in a request. */
export interface CallbackMark {
  readonly lingtuneCallback: number;
}

/** Stands for the signal in a request. */
export interface SignalMark {
  readonly lingtuneSignal: true;
}

/** Channel of the callbacks among the child's files. */
export const CALLBACK_CHANNEL = 3;

/** How the kernel takes part. */
export interface CallInChildOptions {
  /** The running cell's signal, by which each call is stopped beside its own. */
  readonly signal: () => AbortSignal;
  /** Is told of each process that is started. */
  readonly onStart: (pid: number) => void;
  /** Milliseconds that a stopped call has for saving what can be resumed (default: 10 s). */
  readonly grace?: number;
}

type Function = (...values: readonly unknown[]) => unknown;

/**
 * Makes the function that calls in child processes, each call in a fresh one, which gives back all its memory at the end.
 * A callback is called here, in order; the child waits for it, so that what it does at a step comes before the next one.
 * A call begins when those stopped before have ended.
 */
export function callInChild({ signal, onStart, grace = 10_000 }: CallInChildOptions): CallElsewhere {
  const stopping = new Set<Promise<unknown>>();
  return async (call) => {
    const called = new Error().stack ?? '';
    const { request, callbacks, signals } = mark(call);
    const stop = AbortSignal.any([...signals, signal()]);
    while (stopping.size > 0) await Promise.all(stopping);
    stop.throwIfAborted();
    const child = fork(new URL('child-main.js', import.meta.url), {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    });
    if (child.pid !== undefined) onStart(child.pid);
    const ended = once(child, 'exit').catch(() => {});
    const end = async () => {
      child.send({ isAborted: true }, () => {});
      await Promise.race([ended, sleep(grace, undefined, { ref: false })]);
      child.kill('SIGKILL');
      await ended;
    };
    const onAbort = () => {
      const work = end().finally(() => stopping.delete(work));
      stopping.add(work);
    };
    stop.addEventListener('abort', onAbort, { once: true });
    try {
      return await outcome(child, { request, callbacks, stop, called });
    } finally {
      stop.removeEventListener('abort', onAbort);
      if (child.connected) child.disconnect();
    }
  };
}

/** Follows a child until it answers. @throws what it threw, the signal's reason, or what a callback threw. */
async function outcome(
  child: ChildProcess,
  {
    request,
    callbacks,
    stop,
    called,
  }: { request: ChildRequest; callbacks: readonly Function[]; stop: AbortSignal; called: string },
): Promise<unknown> {
  let thrown: { error: unknown } | null = null;
  let said = '';
  child.stdout?.on('data', (text) => process.stdout.write(text));
  child.stderr?.on('data', (text) => {
    said = `${said}${text}`.slice(-2000);
    process.stderr.write(text);
  });
  const channel = child.stdio[CALLBACK_CHANNEL] as Duplex;
  channel.on('error', () => {});
  channel.on(
    'data',
    callbackReader(({ index, values }) => {
      try {
        callbacks[index]?.(...values);
      } catch (error) {
        thrown ??= { error };
      }
      channel.write(Uint8Array.of(thrown !== null || stop.aborted ? STOP : GO_ON));
    }),
  );
  const answer = await new Promise<ChildAnswer>((resolve, reject) => {
    child.on('message', resolve);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const last = said.trimEnd().split('\n').at(-1) ?? '';
      const how = signal ?? `code ${code}`;
      reject(
        new Error(`${request.name}: the process that computes must answer, it ended with ${how}: ${last}`),
      );
    });
    child.send(request, (error) => error !== null && reject(error));
  }).catch((error: unknown): never => {
    stop.throwIfAborted();
    throw error;
  });
  if (thrown !== null) throw (thrown as { error: unknown }).error;
  if ('result' in answer) return answer.result;
  if (answer.isAbort) stop.throwIfAborted();
  throw unpackError(answer.error, called);
}

/** Replaces callbacks and signals, which cannot be copied, by marks. */
function mark({ module, name, args }: ElsewhereCall): {
  request: ChildRequest;
  callbacks: readonly Function[];
  signals: readonly AbortSignal[];
} {
  const callbacks: Function[] = [];
  const signals: AbortSignal[] = [];
  const marked = (value: unknown): unknown => {
    if (value instanceof AbortSignal) {
      signals.push(value);
      return { lingtuneSignal: true } satisfies SignalMark;
    }
    if (typeof value !== 'function') return value;
    callbacks.push(value as Function);
    return { lingtuneCallback: callbacks.length - 1 } satisfies CallbackMark;
  };
  const isRecord = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  const fields = (value: unknown, index: number): unknown => {
    if (!isRecord(value)) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, marked(field)]));
    // Interrupts reach work that was given no signal of its own, too: options come last.
    return index === args.length - 1
      ? { ...copy, signal: { lingtuneSignal: true } satisfies SignalMark }
      : copy;
  };
  return { request: { module, name, args: args.map(fields) }, callbacks, signals };
}
