/** How one running cell is stopped. */
import { clearTimeout, setTimeout } from 'node:timers';
import { isErrorCode } from '../../base/caught-error.js';
import { BOLD_RED, PLAIN } from '../errors/colours.js';
import type { ErrorReport } from '../errors/error-report.js';

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
  readonly #stopWaiting: () => void;
  #reason: Error | null = null;
  #wasAsked = false;
  #hasEnded = false;
  #tornAt: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stop: (reason: Error) => void = () => {};
  readonly #stopped: Promise<never>;

  /** @param stopWaiting has tslab no longer wait for the cell. */
  constructor(stopWaiting: () => void) {
    this.#stopWaiting = stopWaiting;
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

  /** Says that the cell was torn out of what it ran, which goes on no more. @param stack where that was. */
  tear(stack: string): void {
    this.#tornAt = stack;
  }

  /** Stops the cell; asked a second time, without patience. */
  begin(): void {
    if (this.#hasEnded) return;
    const hasPatience = this.#wasAsked && this.#tornAt === null && this.#reason === null;
    const reason = this.#reason ?? new CellInterrupted('the cell was stopped');
    this.#reason = reason;
    if (this.#tornAt !== null) reason.stack = this.#tornAt;
    this.#controller.abort(reason);
    const stop = () => {
      this.#stopWaiting();
      this.#stop(reason);
    };
    if (hasPatience) this.#timer = setTimeout(stop, GRACE);
    else stop();
  }

  /** The cell is over. */
  end(): void {
    this.#hasEnded = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Whether the cell is being stopped. */
  get hasBegun(): boolean {
    return this.#reason !== null;
  }

  /** Whether an error only says that the cell was stopped. */
  isOwn(error: unknown): boolean {
    return this.#reason !== null && (error === this.#reason || isAbort(error));
  }

  /** Report of what a cell threw: that it was interrupted where it was, with what the work says of it. */
  explain(error: unknown, report: (error: unknown) => ErrorReport): ErrorReport {
    if (this.#reason === null) return report(error);
    const { traceback } = report(error);
    const isPlain = error === this.#reason || isErrorCode(error, ['ABORT_ERR']);
    const words = !isPlain && error instanceof Error ? error.message : 'the cell was stopped';
    const title = `${BOLD_RED}${NAME}${PLAIN}: ${words}`;
    return { ename: NAME, evalue: words, traceback: [title, ...traceback.slice(1)] };
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === NAME);
}
