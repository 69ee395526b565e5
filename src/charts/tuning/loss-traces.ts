/** The lines and dots of a loss curve. */

import type { PlotlyObject } from '../../records/figure.js';
import type { EvaluationLine } from '../../records/log-line.js';
import { GREYS, plotMarker } from '../marks/plot-style.js';
import type { LossMarks, StepMark } from './loss-marks.js';
import { heldOutHover, lossText, stepHover } from './loss-words.js';

/** Blue and orange-red of Okabe and Ito's colour-blind-safe set; weight and dots tell the curves apart without them. */
const COLOURS = { training: '#0072B2', heldOut: '#D55E00' } as const;

/** The loss of each step, and their mean over it. */
export function trainingTraces(drawn: readonly StepMark[], window: number): PlotlyObject[] {
  const x = drawn.map(({ step }) => step);
  const shared = { type: 'scatter', mode: 'lines', x };
  return [
    {
      ...shared,
      name: 'each step',
      y: drawn.map(({ loss }) => loss),
      line: { color: COLOURS.training, width: 1.2 },
      opacity: 0.35,
      hoverinfo: 'text',
      hovertext: drawn.map(stepHover),
    },
    {
      ...shared,
      name: `mean of ${window} steps`,
      y: drawn.map(({ mean }) => mean),
      line: { color: COLOURS.training, width: 2.5 },
      hoverinfo: 'skip',
    },
  ];
}

/** The losses on the held-out pairs, the lowest with its value; nothing where there are none. */
export function heldOutTraces({ heldOut, lowest }: LossMarks): PlotlyObject[] {
  if (heldOut.length === 0) return [];
  const textAt = (line: EvaluationLine): string => (line === lowest ? lossText(line.evaluation_loss) : '');
  return [
    {
      type: 'scatter',
      mode: 'lines+markers+text',
      name: 'held-out pairs',
      x: heldOut.map(({ step }) => step),
      y: heldOut.map(({ evaluation_loss }) => evaluation_loss),
      line: { color: COLOURS.heldOut, width: 1.5, dash: 'dot' },
      marker: plotMarker({ colour: COLOURS.heldOut, symbol: 'circle' }, 10),
      text: heldOut.map(textAt),
      textposition: 'top center',
      cliponaxis: false,
      hoverinfo: 'text',
      hovertext: heldOut.map(heldOutHover),
    },
  ];
}

/** The learning rate, in the panel below. */
export function rateTrace(drawn: readonly StepMark[]): PlotlyObject {
  return {
    type: 'scatter',
    mode: 'lines',
    x: drawn.map(({ step }) => step),
    y: drawn.map(({ learning_rate }) => learning_rate),
    yaxis: 'y2',
    line: { color: GREYS.line, width: 2 },
    showlegend: false,
    hoverinfo: 'skip',
  };
}
