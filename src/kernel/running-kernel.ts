/**
 * What the kernel offers to the package in its cells. It stands on `globalThis`, as a cell may load another copy of
 * the package than the one that the kernel was started from.
 */
import type { CellOutput } from './session/cell-output.js';

/** The kernel that this process is. */
export interface RunningKernel {
  /** Outputs of the running cell; of the last one where none runs. */
  output(): CellOutput;
  /** Is aborted when the running cell is interrupted. */
  signal(): AbortSignal;
  /** Keeps a child process from being ended at an interrupt, as it stops by itself in good order. */
  spare(pid: number): void;
}

const KEY = Symbol.for('lingtune.kernel');

/** The kernel that this process is, `null` outside of it: in a program, or under plain tslab. */
export function runningKernel(): RunningKernel | null {
  return (globalThis as { [KEY]?: RunningKernel })[KEY] ?? null;
}

/** Says that this process is a kernel. */
export function announceKernel(kernel: RunningKernel): void {
  Object.defineProperty(globalThis, KEY, { value: kernel });
}
