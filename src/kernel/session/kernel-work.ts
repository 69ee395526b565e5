import { types } from 'node:util';
import { type OwnBuiltins, ownBuiltins } from './own-builtins.js';

/**
 * The kernel's own work, such as compiling and sending: an interrupt waits for its end rather than tear it apart, and it
 * has the built-ins of the kernel whatever cells have made of theirs.
 *
 * A cell's versions are in place while cells run: during the cell's own code, and until what it awaits has ended. What
 * runs later, such as a timer that a cell has left behind, finds the kernel's; the next cell finds its own again.
 */
export interface KernelWork {
  /** Does a piece of work whole. */
  whole<Result>(work: () => Result): Result;
  /** Whether this is called from within such a piece. */
  isRunning(): boolean;
  /** Runs a cell's code; until `settle` what the cell awaits finds the cell's built-ins too. */
  cell<Result>(run: () => Result): Result;
  /** Lets the cell go on once more, for a promise that is its value. */
  lend(): void;
  /** The cell is over: from now on built-ins are the kernel's. */
  settle(): void;
  /** Undoes what code that a cell has left behind may have done since. */
  regain(): void;
}

/** Makes the record of one thread's work; the kernel's built-ins are those of its first request or cell. */
export function kernelWork(): KernelWork {
  let kept: OwnBuiltins | null = null;
  const builtins = (): OwnBuiltins => {
    kept ??= ownBuiltins();
    return kept;
  };
  let depth = 0;
  /** Whether a cell may change built-ins now. */
  let isTheirs = false;
  const lend = () => {
    builtins().giveBack();
    isTheirs = true;
  };
  const settle = () => {
    if (isTheirs) builtins().takeBack();
    isTheirs = false;
  };
  return {
    whole(work) {
      const isEntry = depth === 0 && isTheirs;
      if (isEntry) settle();
      depth += 1;
      try {
        return work();
      } finally {
        depth -= 1;
        if (isEntry) lend();
      }
    },
    isRunning: () => depth > 0,
    cell(run) {
      let isWaiting = false;
      // Before what the cell itself puts there.
      queueMicrotask(() => {
        if (isWaiting || builtins().hasTheirs()) lend();
      });
      lend();
      try {
        const result = run();
        isWaiting = types.isPromise(result);
        return result;
      } finally {
        settle();
      }
    },
    lend,
    settle,
    regain: () => {
      if (depth === 0 && !isTheirs) builtins().takeBack();
    },
  };
}
