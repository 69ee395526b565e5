/**
 * What the kernel offers to the package in its cells. It stands on `globalThis`, as a cell may load another copy of
 * the package than the one that the kernel was started from.
 */

/** The two streams of text. */
export type StreamName = 'stdout' | 'stderr';

/** A message for everyone who watches the kernel. */
export interface OutputMessage {
  readonly type: string;
  readonly content: object;
}

/** The output of one cell: what is sent to it is shown in the order in which it was asked for. */
export interface CellOutput {
  /** Takes printed text. */
  write(name: StreamName, chunk: string | Uint8Array): void;
  /** Takes a message that stands after all that came before. */
  send(message: OutputMessage): void;
  /**
   * Keeps a place for what takes time to make; what comes later waits behind it.
   * @returns fills the place; only the first call counts.
   */
  reserve(): (messages: readonly OutputMessage[]) => void;
  /** Waits until every place is filled, then sends what is left. */
  settle(): Promise<void>;
  /** Fills every open place with nothing, and sends what is left. */
  finish(): void;
}

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

/**
 * The signal by which the running cell is interrupted: what one's own long work takes, `fetch(url, { signal: signal() })`
 * for example. Who asks for it has a second and a half to stop in good order. Outside of the kernel it is never aborted.
 */
export function signal(): AbortSignal {
  return runningKernel()?.signal() ?? new AbortController().signal;
}
