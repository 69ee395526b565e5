import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that makes one call at a time. */
export interface Child {
  readonly process: ChildProcess;
  /** Has it stop in good order, and ends it where it does not in time. */
  stop(): Promise<void>;
}

/** Child processes that wait for a call, so that it need not wait for their start. */
export interface ChildPool {
  /** A process that nobody uses, once those that were stopped have ended. */
  take(): Promise<Child>;
  /** Gives a process back whose call is over; the next call finds TensorFlow loaded there. */
  giveBack(child: Child): void;
}

/** How many processes wait, and how long. */
export interface ChildPoolOptions {
  /** Is told of each process that is started. */
  readonly onStart: (pid: number) => void;
  /** Milliseconds that a stopped call has for saving what can be resumed (default: 10 s). */
  readonly grace?: number;
  /** Milliseconds for which a process waits for another call, before it gives its memory back (default: a minute). */
  readonly idle?: number;
}

/** Channel of the callbacks among the child's files. */
export const CALLBACK_CHANNEL = 3;

/** Makes an empty pool, which keeps at most one process that is not used. */
export function childPool({ onStart, grace = 10_000, idle = 60_000 }: ChildPoolOptions): ChildPool {
  const stopping = new Set<Promise<unknown>>();
  let waiting: { child: Child; timer: NodeJS.Timeout } | null = null;
  const start = (): Child => {
    const child = fork(new URL('child-main.js', import.meta.url), {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
    });
    const ended = once(child, 'exit').catch(() => {});
    if (child.pid !== undefined) onStart(child.pid);
    return {
      process: child,
      async stop() {
        if (child.connected) child.send({ isAborted: true }, () => {});
        const work = Promise.race([ended, sleep(grace, undefined, { ref: false })])
          .then(() => child.kill('SIGKILL'))
          .then(() => ended);
        stopping.add(work);
        await work.finally(() => stopping.delete(work));
      },
    };
  };
  return {
    async take() {
      while (stopping.size > 0) await Promise.all(stopping);
      if (waiting === null) return start();
      const { child, timer } = waiting;
      waiting = null;
      clearTimeout(timer);
      if (!child.process.connected) return start();
      for (const part of parts(child)) part?.ref?.();
      return child;
    },
    giveBack(child) {
      if (!child.process.connected) return;
      if (waiting !== null) child.process.disconnect();
      else {
        // A program may end while a process waits for work.
        for (const part of parts(child)) part?.unref?.();
        waiting = { child, timer: setTimeout(() => forget(child), idle).unref() };
      }
    },
  };

  function parts({ process: child }: Child): ({ ref?(): unknown; unref?(): unknown } | null | undefined)[] {
    return [child, child.channel, ...(child.stdio as readonly unknown[] as Partial<Socket>[])];
  }

  function forget(child: Child): void {
    if (waiting?.child === child) waiting = null;
    if (child.process.connected) child.process.disconnect();
  }
}
