/** Ends with this code where a person stopped the program: 128 + the number of SIGINT, as shells count. */
const INTERRUPTED = 130;

/** Says that work was stopped by the person who started it. */
export class InterruptedError extends Error {
  override readonly name: string = 'InterruptedError';
  /** Exit code of a program that ends for this reason. */
  readonly exitCode: number = INTERRUPTED;
}

/**
 * Runs work that Ctrl-C stops in good order: the first SIGINT aborts the signal that the work was given, a second one
 * ends the process at once, as without us.
 * @param consequence what is kept and how to go on, for the message.
 * @throws InterruptedError with the consequence where the work stopped for it; what the work throws otherwise.
 */
export async function withInterrupt<T>(
  work: (signal: AbortSignal) => Promise<T>,
  consequence: string,
): Promise<T> {
  const controller = new AbortController();
  const interrupted = new InterruptedError(`interrupted; ${consequence}`);
  const stop = () => controller.abort(interrupted);
  process.once('SIGINT', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.removeListener('SIGINT', stop);
  }
}
