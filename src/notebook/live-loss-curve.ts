import { type LossCurveOptions, lossCurve } from '../charts/tuning/loss-curve.js';
import type { CurveLine } from '../charts/tuning/loss-series.js';
import type { LogLine } from '../records/log-line.js';
import type { LiveOptions } from './cell-outlet.js';
import { liveFigure } from './live-figure.js';

/** A loss curve that grows while a model is tuned. */
export interface LiveLossCurve {
  /** Takes a line of the log: what `onLog` of `tuneModel` is given. */
  readonly report: (line: LogLine) => void;
  /** Draws the last state, as `show` would. @throws what `show` throws for the still picture. */
  readonly end: () => Promise<void>;
}

/** Where, by which clock and from where on a curve is drawn. */
export interface LiveLossCurveOptions extends Omit<LossCurveOptions, 'resumed'>, LiveOptions {
  /** The log so far of a run that goes on; steps that the run makes again replace those here (default: none). */
  readonly lines?: readonly LogLine[];
}

/**
 * A loss curve that is redrawn in place in a notebook cell, at most once a second; pointing at a step tells the pace
 * too. Outside of a cell nothing is drawn but the words of the last state.
 */
export function liveLossCurve({
  lines = [],
  display,
  now = () => performance.now(),
  ...options
}: LiveLossCurveOptions = {}): LiveLossCurve {
  const live = liveFigure({ ...(display === undefined ? {} : { display }), now });
  let shown: CurveLine[] = [...lines];
  let resumed: number[] | null = lines.length === 0 ? [] : null;
  let reported: number | null = null;
  const figure = () => lossCurve(shown, { ...options, resumed: resumed ?? [] });
  const hasSteps = () => shown.some((line) => 'loss' in line);
  return {
    report: (line) => {
      const time = now();
      if (resumed === null) {
        shown = shown.filter((before) => before.step < line.step || isOlder(before, line));
        resumed = shown.slice(-1).map(({ step }) => step);
      }
      shown.push(reported === null ? line : withPace(line, time - reported));
      reported = time;
      if (hasSteps()) live.draw(figure);
    },
    end: async () => {
      if (hasSteps()) await live.end(figure());
    },
  };
}

/** Whether a line of the same step stays beside a new one: its step does where the evaluation of it is new. */
function isOlder(before: LogLine, line: LogLine): boolean {
  return before.step === line.step && 'loss' in before && !('loss' in line);
}

/** A step's line with the tokens a second that it learnt. */
function withPace(line: LogLine, milliseconds: number): CurveLine {
  return 'loss' in line ? { ...line, tokensASecond: (1000 * line.tokens) / milliseconds } : line;
}
