/** How one running cell is stopped. */
import type { ErrorReport } from './error-report.js';

/** Milliseconds for which work that was handed the signal may stop in good order. */
const GRACE = 1500;

/** Name under which an interrupted cell ends. */
const NAME = 'Interrupted';

/** Reason of the signal, and what is thrown where the cell's own work does not stop. */
class CellInterrupted extends Error {
  override readonly name: string = NAME;
}

/** Stops one cell: at once, or, where its signal was handed out, when the work has stopped in good order. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #reason = new CellInterrupted('the cell was stopped');
  #wasAsked = false;
  #hasEnded = false;
  #wasBroken = false;
  #timer: NodeJS.Timeout | null = null;
  #stop: (reason: Error) => void = () => {};
  readonly #stopped: Promise<never>;

  constructor() {
    this.#stopped = new Promise((_, reject) => {
      this.#stop = reject;
    });
    this.#stopped.catch(() => {});
  }

  /** The signal; who asks for it is trusted to stop by it. */
  ask(): AbortSignal {
    this.#wasAsked = true;
    return this.#controller.signal;
  }

  /** The promise's outcome, unless the cell is stopped before. */
  race<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#stopped]);
  }

  /** Stops the cell. @param interrupt ends the waiting for it. */
  begin(interrupt: () => void): void {
    if (this.#hasEnded || this.#controller.signal.aborted) return;
    this.#controller.abort(this.#reason);
    const stop = () => {
      interrupt();
      this.#stop(this.#reason);
    };
    if (this.#wasAsked) this.#timer = setTimeout(stop, GRACE);
    else stop();
  }

  /** The cell is over. */
  end(): void {
    this.#hasEnded = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Whether SIGINT broke the cell's script. */
  get wasBroken(): boolean {
    return this.#wasBroken;
  }

  /** Whether an error only says that the cell was stopped. */
  isOwn(error: unknown): boolean {
    return error === this.#reason || (this.#controller.signal.aborted && isAbort(error));
  }

  /** Report of what a cell threw: that it was interrupted where it was, with what the work says of it. */
  explain(error: unknown, report: (error: unknown) => ErrorReport): ErrorReport {
    const wasScript = isCode(error, 'ERR_SCRIPT_EXECUTION_INTERRUPTED');
    this.#wasBroken = wasScript;
    if (!this.#controller.signal.aborted && !wasScript) return report(error);
    const { traceback } = report(error);
    const isPlain = error === this.#reason || wasScript || isCode(error, 'ABORT_ERR');
    const words = !isPlain && error instanceof Error ? error.message : this.#reason.message;
    const title = `\u001b[1;31m${NAME}\u001b[0m: ${words}`;
    return { ename: NAME, evalue: words, traceback: [title, ...traceback.slice(1)] };
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === NAME);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
