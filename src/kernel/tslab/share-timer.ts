import type TypeScript from 'typescript';

/** Timers as the compiler sets them. */
type Timers = Pick<TypeScript.System, 'setTimeout' | 'clearTimeout'>;

/**
 * Lets a watch of the compiler have several timers where tslab, which runs them at the next cell, has place for one and
 * throws at a second: it comes when a file appears where a module had been looked for. An error while they run leaves
 * none behind, at which every later cell would fail.
 */
export function shareTimer({ setTimeout, clearTimeout }: Timers): Required<Timers> {
  const waiting = new Set<() => void>();
  let slot: unknown = null;
  let isRunning = false;
  const run = () => {
    isRunning = true;
    try {
      // Timers that are set meanwhile have their turn too.
      for (const timer of waiting) {
        waiting.delete(timer);
        timer();
      }
    } catch (error) {
      waiting.clear();
      clearTimeout?.(slot);
      throw error;
    } finally {
      isRunning = false;
      slot = null;
    }
  };
  return {
    setTimeout(callback, milliseconds) {
      const timer = () => callback();
      waiting.add(timer);
      if (!isRunning) slot ??= setTimeout?.(run, milliseconds);
      return timer;
    },
    clearTimeout(timer) {
      waiting.delete(timer);
      if (isRunning || waiting.size > 0) return;
      clearTimeout?.(slot);
      slot = null;
    },
  };
}
