import { rewriteLine } from '../../base/outlet.js';
import type { ProgressReport } from '../../records/long-work.js';
import { cellDisplay, drawInPlace, type LiveOptions, type SendBundle, textBundle } from '../cell-outlet.js';
import { BAR_CELLS, lastLine, progressLine } from './progress-line.js';

/** Updates a second that a front end draws without falling behind. */
const UPDATES_A_SECOND = 8;
/** Columns of a terminal that does not say how many it has: as many as the first ones had. */
const UNKNOWN_COLUMNS = 80;
/** Seconds between two lines where they pile up, as in a log file. */
const SECONDS_BETWEEN_LINES = 10;

/** A bar that follows one piece of work. */
export interface ProgressBar {
  /** Takes a report: what `onProgress` of everything long is given. */
  readonly report: (report: ProgressReport) => void;
  /** Leaves the last line standing. */
  readonly end: () => void;
}

/** Where and by which clock a bar is drawn. */
export interface ProgressBarOptions extends LiveOptions {
  /** Terminal or log to draw on outside of a notebook (default: standard error). */
  readonly stream?: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;
}

/**
 * A progress bar: in a notebook cell it is drawn in place, on a terminal it rewrites its line, in a log it is a plain
 * line now and then. Each label has a time of its own; the line of its end stays, but for work that is passing.
 */
export function progressBar({
  display = cellDisplay(),
  stream = process.stderr,
  now = () => performance.now(),
}: ProgressBarOptions = {}): ProgressBar {
  const draw = display === null ? streamLines(stream) : cellLines(display);
  const seconds = (since: number) => (now() - since) / 1000;
  // Work begins before its first report: when the bar is made, or the work before it has ended.
  let started = now();
  let drawn = started;
  let open: ProgressReport | null = null;
  const end = () => {
    if (open === null) return;
    if (open.isPassing === true) draw.clear();
    else draw.last(lastLine(open, seconds(started)));
    open = null;
    started = now();
  };
  return {
    report: (report) => {
      if (open !== null && open.label !== report.label) end();
      const mustShow = open === null && report.isPassing !== true;
      open = report;
      if (!mustShow && seconds(drawn) < draw.pause) return;
      drawn = now();
      draw.line((cells) => progressLine(report, seconds(started), cells));
    },
    end,
  };
}

/** How lines reach the reader. */
interface Lines {
  /** Least seconds between two lines. */
  readonly pause: number;
  /** Shows how it stands, by a text whose bar may have fewer cells than usual. */
  readonly line: (textOf: (cells: number) => string) => void;
  /** Shows how it ended; what follows stands below it. */
  readonly last: (text: string) => void;
  /** Lets what follows take the place of the line. */
  readonly clear: () => void;
}

function streamLines(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>): Lines {
  if (!stream.isTTY) {
    const last = (text: string) => stream.write(`${text}\n`);
    return {
      pause: SECONDS_BETWEEN_LINES,
      line: (textOf) => last(textOf(BAR_CELLS)),
      last,
      clear: () => {},
    };
  }
  // A terminal that was never told its size has 0 columns.
  const columns = () => stream.columns || UNKNOWN_COLUMNS;
  // Back to the line's start, and clear what was there; a line that is broken in two could not be cleared.
  const rewrite = (text: string) => rewriteLine(stream, text.slice(0, columns() - 1));
  return {
    pause: 1 / UPDATES_A_SECOND,
    // The bar gives way to the words.
    line: (textOf) => {
      const surplus = textOf(BAR_CELLS).length - (columns() - 1);
      rewrite(textOf(Math.max(BAR_CELLS - Math.max(surplus, 0), 0)));
    },
    last: (text) => {
      rewriteLine(stream, text);
      stream.write('\n');
    },
    clear: () => rewrite(''),
  };
}

function cellLines(send: SendBundle): Lines {
  let draw: ReturnType<typeof drawInPlace> | null = null;
  const show = (text: string) => {
    draw ??= drawInPlace(send);
    draw(textBundle(text));
  };
  return {
    pause: 1 / UPDATES_A_SECOND,
    line: (textOf) => show(textOf(BAR_CELLS)),
    last: (text) => {
      show(text);
      draw = null;
    },
    // The next line is an update of the same display.
    clear: () => {},
  };
}
