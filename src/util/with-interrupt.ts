/** Signals that ask a program to end, by their numbers. */
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;

/** Programs that a signal ended give this and its number as exit code, as shells count. */
const SIGNAL_EXIT = 128;

/** Says that work was stopped by the person, or the system, that ran it. */
export class InterruptedError extends Error {
  override readonly name: string = 'InterruptedError';

  /** @param exitCode of a program that ends for this reason. */
  constructor(
    message: string,
    readonly exitCode: number = SIGNAL_EXIT + SIGNALS.SIGINT,
  ) {
    super(message);
  }
}

/**
 * Runs work that Ctrl-C (SIGINT) or a job scheduler (SIGTERM) stops in good order: the first signal aborts the work's
 * own one, a second ends the process at once.
 * @param consequence what is kept and how to go on, for the message.
 * @throws InterruptedError with the consequence where the work stopped for it; what the work throws otherwise.
 */
export async function withInterrupt<T>(
  work: (signal: AbortSignal) => Promise<T>,
  consequence: string,
): Promise<T> {
  const controller = new AbortController();
  const stop = (_: NodeJS.Signals, number: number): void => {
    const exitCode = SIGNAL_EXIT + number;
    if (controller.signal.aborted) process.exit(exitCode);
    controller.abort(new InterruptedError(`interrupted; ${consequence}`, exitCode));
  };
  const names = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  for (const name of names) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of names) process.removeListener(name, stop);
  }
}
