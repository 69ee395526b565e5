/** The lines and dots of a loss curve. */
import type { Mark } from '../marks/plot.js';
import { GREYS, plotMarker } from '../marks/plot-style.js';
import { line } from '../marks/trace.js';
import type { LossSeries, SmoothedStep } from './loss-series.js';
import { heldOutHover, lossText, stepHover } from './loss-words.js';

/** Blue and orange-red of Okabe and Ito's colour-blind-safe set; weight and dots tell the curves apart without them. */
const COLOURS = { training: '#0072B2', heldOut: '#D55E00' } as const;

/** The loss of each step, and their mean over it. */
export function trainingLines(drawn: readonly SmoothedStep[], window: number): Mark[] {
  const x = drawn.map(({ step }) => step);
  return [
    line(
      { x, y: drawn.map(({ loss }) => loss) },
      {
        name: 'each step',
        line: { color: COLOURS.training, width: 1.2 },
        opacity: 0.35,
        hover: drawn.map(stepHover),
      },
    ),
    line(
      { x, y: drawn.map(({ mean }) => mean) },
      { name: `mean of ${window} steps`, line: { color: COLOURS.training, width: 2.5 } },
    ),
  ];
}

/** The losses on the held-out pairs, the lowest with its value; nothing where there are none. */
export function heldOutLine({ heldOut, lowest }: LossSeries): Mark {
  if (heldOut.length === 0) return {};
  return line(
    { x: heldOut.map(({ step }) => step), y: heldOut.map(({ evaluation_loss }) => evaluation_loss) },
    {
      name: 'held-out pairs',
      line: { color: COLOURS.heldOut, width: 1.5, dash: 'dot' },
      marker: plotMarker({ colour: COLOURS.heldOut, symbol: 'circle' }, 10),
      text: heldOut.map((step) => (step === lowest ? lossText(step.evaluation_loss) : '')),
      textposition: 'top center',
      cliponaxis: false,
      hover: heldOut.map(heldOutHover),
    },
  );
}

/** The learning rate, in the panel below. */
export function rateLine(drawn: readonly SmoothedStep[]): Mark {
  return line(
    { x: drawn.map(({ step }) => step), y: drawn.map(({ learning_rate }) => learning_rate) },
    { yaxis: 'y2', line: { color: GREYS.line, width: 2 }, showlegend: false },
  );
}
