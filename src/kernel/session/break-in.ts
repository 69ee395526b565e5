/**
 * How an interrupt reaches a main thread that may be busy. The control thread has V8 call a function on the main thread,
 * through the inspector: between two turns of the event loop where that is idle, else on top of whatever runs, loops
 * without end too. As the function runs there, what it sees stays true while it decides.
 */
import { Session } from 'node:inspector';
import { Session as PromisingSession } from 'node:inspector/promises';
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
 * comes back to its event loop by itself, torn out of what it runs where not.
 */
export function allowBreakIn({ work, running }: BreakInOptions): void {
  let asked: { id: number; cell: Interruption; since: number } | null = null;
  const breakIn = (id: number): boolean => {
    if (asked?.id !== id) {
      const cell = running();
      asked = { id, cell, since: performance.now() };
      setImmediate(() => cell.begin());
    }
    const { cell, since } = asked;
    if (cell.isOver) return true;
    if (performance.now() - since >= PROMPT && !work.isRunning()) {
      cell.tear(new Error('torn out').stack ?? '');
      return terminate(cell);
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

/** Ends whatever JavaScript stands below on the stack, which cannot catch that, and stops the cell. */
function terminate(cell: Interruption): false {
  const inspector = new Session();
  inspector.connect();
  // Anew, as Node forgets who waited for the same turn of the event loop as what is torn.
  setImmediate(() => {
    inspector.disconnect();
    cell.begin();
  });
  // Last of all: the next call of a function here would end by it, and what stands below go on.
  inspector.post('Runtime.terminateExecution');
  return false;
}
