import { Worker } from 'node:worker_threads';
import { ENDING_SIGNALS, signalExitCode } from './ending-signals.js';

/** Says that work was stopped by the person, or the system, that ran it. */
export class InterruptedError extends Error {
  override readonly name: string = 'InterruptedError';

  /** @param exitCode of a program that ends for this reason. */
  constructor(
    message: string,
    readonly exitCode: number = signalExitCode(ENDING_SIGNALS.SIGINT),
  ) {
    super(message);
  }
}

/**
 * Runs work that Ctrl-C (SIGINT) or a job scheduler (SIGTERM) stops in good order: the first signal aborts the work's
 * own one, a second ends the process at once. Where the main thread is stuck, and so hears of neither, a thread beside
 * it ends the process within two seconds of the second: with the same exit code where JavaScript runs, else by SIGKILL.
 * @param consequence what is kept and how to go on, for the message.
 * @throws InterruptedError with the consequence where the work stopped for it; what the work throws otherwise.
 */
export async function withInterrupt<T>(
  work: (signal: AbortSignal) => Promise<T>,
  consequence: string,
): Promise<T> {
  const controller = new AbortController();
  const stop = (_: NodeJS.Signals, signal: number): void => {
    const exitCode = signalExitCode(signal);
    if (controller.signal.aborted) process.exit(exitCode);
    controller.abort(new InterruptedError(`interrupted; ${consequence}`, exitCode));
  };
  const names = Object.keys(ENDING_SIGNALS) as (keyof typeof ENDING_SIGNALS)[];
  for (const name of names) process.on(name, stop);
  const watch = startWatch();
  try {
    return await work(controller.signal);
  } finally {
    for (const name of names) process.removeListener(name, stop);
    await watch.terminate();
  }
}

/** Starts the thread that watches for a second signal, and keeps no program alive. */
function startWatch(): Worker {
  const watch = new Worker(new URL('signal-watch-main.js', import.meta.url), {
    execArgv: ['--expose-internals', '--no-warnings'],
    stdout: true,
    stderr: true,
  });
  // Where a later Node does not let threads hear of signals, a second one is heard when the main thread is not stuck.
  watch.on('error', () => undefined);
  watch.unref();
  return watch;
}
