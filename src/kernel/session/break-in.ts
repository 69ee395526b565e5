/**
 * How an interrupt reaches a main thread that may be busy. The control thread has V8 call a function on the main thread,
 * through the inspector: between two turns of the event loop where that is idle, else on top of whatever runs, loops
 * without end too. As the function runs there, what it sees stays true while it decides.
 */
import { Session } from 'node:inspector';
import { Session as PromisingSession } from 'node:inspector/promises';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Interruption } from './interruption.js';
import type { KernelWork } from './kernel-work.js';

/** Where the main thread keeps the function. */
const KEY = Symbol.for('lingtune.breakIn');
const EXPRESSION = "globalThis[Symbol.for('lingtune.breakIn')]";

/** Milliseconds in which a main thread that is not stuck comes back to its event loop. */
const PROMPT = 60;

/** Milliseconds between two calls. */
const PAUSE = 20;

/** The main thread's side. */
export interface BreakInOptions {
  readonly work: KernelWork;
  /** The cell that runs. */
  readonly running: () => Interruption;
}

/**
 * Lets interrupts in. Each stops the cell that ran when it came, never the next: in good order where the main thread
 * comes back to its event loop by itself, torn out of what it runs where not, be it left over from a cell that is over.
 */
export function allowBreakIn({ work, running }: BreakInOptions): void {
  let asked = { id: 0, cell: running(), since: 0, hasStopped: true };
  const breakIn = (id: number): boolean => {
    const now = performance.now();
    if (asked.id !== id) {
      asked = { id, cell: running(), since: now, hasStopped: false };
      setImmediate(stop, asked);
    }
    if (asked.hasStopped) return true;
    if (now - asked.since >= PROMPT && !work.isRunning()) {
      asked.cell.tear(new Error('torn out').stack ?? '');
      terminate(asked);
    }
    return false;
  };
  Object.defineProperty(globalThis, KEY, { value: breakIn, configurable: true });
}

/**
 * Has the main thread stop its cell, from another thread.
 * @param id a number that no other interrupt had.
 * @param onTaken is called when it is settled which cell that is: a later one is safe.
 */
export async function breakIn(id: number, onTaken: () => void): Promise<void> {
  const inspector = new PromisingSession();
  inspector.connectToMainThread();
  const expression = `${EXPRESSION}(${id})`;
  // It ends in an error where the end of what stood below it came too early.
  const isOver = () =>
    inspector.post('Runtime.evaluate', { expression }).then(
      ({ result }) => result.value === true,
      () => false,
    );
  try {
    let isStopped = await isOver();
    onTaken();
    while (!isStopped) {
      await sleep(PAUSE);
      isStopped = await isOver();
    }
  } finally {
    inspector.disconnect();
  }
}

/** An interrupt that the main thread has heard of. */
interface Asked {
  readonly cell: Interruption;
  hasStopped: boolean;
}

/** Stops the cell, from the event loop: nothing keeps the main thread busy. */
function stop(asked: Asked): void {
  asked.hasStopped = true;
  asked.cell.begin();
}

/** Ends whatever JavaScript stands below on the stack, which cannot catch that, and stops the cell. */
function terminate(asked: Asked): void {
  const inspector = new Session();
  inspector.connect();
  // Anew, as Node forgets who waited for the same turn of the event loop as what is torn.
  setImmediate(() => {
    inspector.disconnect();
    stop(asked);
  });
  // Last of all: the next call of a function here would end by it, and what stands below go on.
  inspector.post('Runtime.terminateExecution');
}
