import { runInThisContext } from 'node:vm';

/** Milliseconds in which a signal that is left over shows. */
const LEFT_OVER = 100;

/**
 * Takes a SIGINT that came as a script ended: Node keeps it for the next script that it watches, which would be broken
 * by an interrupt of the cell before.
 */
export function absorbSignal(): void {
  try {
    runInThisContext('while (true);', { breakOnSigint: true, timeout: LEFT_OVER });
  } catch {
    // It came, or there was none.
  }
}
