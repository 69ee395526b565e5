/** Signals that ask a program to end, by their numbers. */
export const ENDING_SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

/** Exit code of a program that a signal ended, as shells count. */
export function signalExitCode(signal: number): number {
  return 128 + signal;
}
