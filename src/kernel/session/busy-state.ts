/** What the main thread is busy with, for the thread that interrupts it. Shared memory: a busy thread tells nothing. */

/** Kinds of work, by what may be done to stop it. */
export const BUSY = {
  /** Waiting, or a cell after its first `await`: what runs too long may be torn out. */
  loose: 0,
  /** The part of a cell before its first `await`: SIGINT breaks it cleanly, at any other time it could end the process. */
  script: 1,
  /** The kernel's own work, such as compiling: it is left alone. */
  kernel: 2,
} as const;

/** Places of the shared memory. */
const HEARD = 0;
const STATE = 1;
const SIGNALLED = 2;

/** Shared memory about the main thread. */
export type BusyState = Int32Array;

/** Makes the memory. */
export function busyState(): BusyState {
  return new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
}

/** Says what the main thread does from now on. */
export function setBusy(state: BusyState, kind: number): void {
  Atomics.store(state, STATE, kind);
}

/** What the main thread does. */
export function busyWith(state: BusyState): number {
  return Atomics.load(state, STATE);
}

/** Counts an interrupt that the main thread has heard of. */
export function countHeard(state: BusyState): void {
  Atomics.add(state, HEARD, 1);
}

/** Interrupts that the main thread has heard of. */
export function heardSoFar(state: BusyState): number {
  return Atomics.load(state, HEARD);
}

/** Says whether a SIGINT is on its way from the thread that interrupts, which tells of the interrupt besides. */
export function setSignalled(state: BusyState, isSignalled: boolean): void {
  Atomics.store(state, SIGNALLED, Number(isSignalled));
}

/** Whether a SIGINT comes from that thread, rather than from outside. */
export function isSignalled(state: BusyState): boolean {
  return Atomics.load(state, SIGNALLED) === 1;
}

/** Does work of the kernel's own, which no interrupt breaks. */
export function undisturbed<Result>(state: BusyState, work: () => Result): Result {
  const before = busyWith(state);
  setBusy(state, BUSY.kernel);
  try {
    return work();
  } finally {
    setBusy(state, before);
  }
}
