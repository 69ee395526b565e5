import { randomUUID } from 'node:crypto';
import type { Figure } from '../paper/figure.js';
import { type LossCurveOptions, lossCurve } from '../paper/tuning/loss-curve.js';
import type { CurveLine } from '../paper/tuning/loss-marks.js';
import type { LogLine } from '../util/log-line.js';
import { figureBundle, mimeBundle } from './mime-bundle.js';
import { requestedPicture } from './requested-picture.js';
import { findTslabDisplay, type MimeBundle, type SendBundle } from './tslab-display.js';

/** Milliseconds between two drawings, which take a front end a good part of that. */
const PAUSE = 1000;

/** A loss curve that grows while a model is tuned. */
export interface LiveLossCurve {
  /** Takes a line of the log: what `onLog` of `tuneModel` is given. */
  readonly report: (line: LogLine) => void;
  /** Draws the last state, as `show` would. @throws what `show` throws for the still picture. */
  readonly end: () => Promise<void>;
}

/** Where, by which clock and from where on a curve is drawn. */
export interface LiveLossCurveOptions extends Omit<LossCurveOptions, 'resumed'> {
  /** The log so far of a run that goes on; steps that the run makes again replace those here (default: none). */
  readonly lines?: readonly LogLine[];
  /** The notebook cell's display, `null` outside of one (default: as it is). */
  readonly display?: SendBundle | null;
  /** Milliseconds since any beginning (default: `performance.now`). */
  readonly now?: () => number;
}

/**
 * A loss curve that is redrawn in place in a notebook cell, at most once a second; pointing at a step tells the pace
 * too. Outside of a cell nothing is drawn but the words of the last state.
 */
export function liveLossCurve({
  lines = [],
  display = findTslabDisplay(),
  now = () => performance.now(),
  ...options
}: LiveLossCurveOptions = {}): LiveLossCurve {
  const id = randomUUID();
  let shown: CurveLine[] = [...lines];
  let resumed: number[] | null = lines.length === 0 ? [] : null;
  let reported: number | null = null;
  let drawn: number | null = null;
  const figure = () => lossCurve(shown, { ...options, resumed: resumed ?? [] });
  const draw = (send: SendBundle, curve: Figure, bundle: MimeBundle) => {
    const isUpdate = drawn !== null;
    if (isUpdate) send(placeholder(curve), { id, isUpdate });
    send(bundle, { id, isUpdate });
  };
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
      if (display === null || !(drawn === null ? hasSteps() : time - drawn >= PAUSE)) return;
      const curve = figure();
      draw(display, curve, figureBundle(curve));
      drawn = time;
    },
    end: async () => {
      if (!hasSteps()) return;
      const curve = figure();
      if (display === null) console.log(figureBundle(curve).data['text/plain']);
      else draw(display, curve, await mimeBundle(curve, { picture: requestedPicture() }));
    },
  };
}

/**
 * Stands for a figure between two drawings, and keeps its room. JupyterLab's renderer of Plotly never redraws a figure
 * in place (plotly 7.1), but draws one anew that takes the place of something else.
 */
function placeholder({ title, layout }: Figure): MimeBundle {
  const room = `<div style="height: ${Number(layout.height)}px"></div>`;
  return { data: { 'text/html': room, 'text/plain': title }, metadata: {} };
}

/** Whether a line of the same step stays beside a new one: its step does where the evaluation of it is new. */
function isOlder(before: LogLine, line: LogLine): boolean {
  return before.step === line.step && 'loss' in before && !('loss' in line);
}

/** A step's line with the tokens a second that it learnt. */
function withPace(line: LogLine, milliseconds: number): CurveLine {
  return 'loss' in line ? { ...line, tokensASecond: (1000 * line.tokens) / milliseconds } : line;
}
