import type { Figure } from '../../records/figure.js';
import { legend } from '../marks/legend.js';
import { frame, styledAxis } from '../marks/panel.js';
import { layoutFields, type Mark, plot } from '../marks/plot.js';
import { GREYS, plotNote } from '../marks/plot-style.js';
import { ruleX } from '../marks/rule.js';
import { heldOutLine, rateLine, trainingLines } from './loss-lines.js';
import { type CurveLine, epochEnds, lossSeries, thinOut } from './loss-series.js';
import { lossAlt, lossCaption } from './loss-words.js';

/** What to draw around the losses. */
export interface LossCurveOptions {
  /** Default: `Loss while tuning`. */
  title?: string;
  /** Steps of the whole run, so that the axis has room for those to come (default: as far as the lines go). */
  steps?: number;
  /** Steps that the mean is taken over (default: a twentieth of all, at least 5). */
  window?: number;
  /** Steps after which the run was stopped and went on (default: none). */
  resumed?: readonly number[];
}

const HEIGHT = 460;
/** Parts of the height: losses above, learning rate below. */
const DOMAINS = { loss: [0.27, 1], rate: [0, 0.15] } as const;
/** More steps would lie on the same pixels, and slow a live curve down. */
const MOST_DRAWN = 1000;
/** Lines at the ends of more epochs along the axis would be a fence. */
const MOST_EPOCHS = 8;
const WINDOW = { share: 1 / 20, least: 5 } as const;

/**
 * Losses over the steps of a run: that of each step faint, its mean strong, that of the held-out pairs as dots, and
 * the learning rate in a strip below.
 * @param lines of a run's log, in its order.
 * @returns a figure whose records are the steps with their means, and after them the evaluations.
 * @throws RangeError where no line is of a step, or the window is not an integer from 1.
 */
export function lossCurve(
  lines: readonly CurveLine[],
  { title = 'Loss while tuning', steps = 0, window, resumed = [] }: LossCurveOptions = {},
): Figure {
  const end = Math.max(steps, ...lines.slice(-1).map(({ step }) => step));
  const series = lossSeries(lines, window ?? Math.max(WINDOW.least, Math.round(end * WINDOW.share)));
  const drawn = thinOut(series.steps, MOST_DRAWN);
  const ends = epochEnds(series.steps);
  const isFence = (ends[0]?.step ?? end) * MOST_EPOCHS < end;
  const rules = [
    ...(isFence ? [] : ends).map(({ step, epochs }) => ({
      step,
      text: `epoch ${epochs + 1}`,
    })),
    ...resumed.map((step) => ({ step, text: 'stopped, resumed' })),
  ];
  return {
    kind: 'figure',
    id: 'loss-curve',
    title,
    caption: lossCaption(series, drawn.length),
    alt: lossAlt(series),
    ...plot(
      [
        frame({
          x: { title: 'Step', range: [0, end], anchor: 'y2' },
          y: { title: 'Loss', domain: DOMAINS.loss },
        }),
        layoutFields({
          yaxis2: styledAxis({ title: 'Rate', domain: DOMAINS.rate, nticks: 3, rangemode: 'tozero' }),
          hovermode: 'x',
        }),
        legend('above'),
        ruleX(
          rules.map(({ step }) => step),
          { layer: 'below', style: 'event' },
        ),
        ruleNotes(rules),
        ...trainingLines(drawn, series.window),
        heldOutLine(series),
        rateLine(drawn),
      ],
      { title, height: HEIGHT },
    ),
    records: [...series.steps, ...series.heldOut].map((step) => ({ ...step })),
  };
}

/** Words to the right of each rule, at its top. */
function ruleNotes(rules: readonly { readonly step: number; readonly text: string }[]): Mark {
  const annotations = rules.map(({ step, text }) =>
    plotNote(text, {
      xref: 'x',
      x: step,
      y: 1,
      xanchor: 'left',
      yanchor: 'top',
      font: { size: 12, color: GREYS.line },
    }),
  );
  return { layout: { annotations } };
}
