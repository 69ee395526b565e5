import type { Figure } from '../../records/figure.js';
import type { LogLine } from '../../records/log-line.js';
import { plotAxis, plotLayout, plotText, subsetStyles } from '../marks/plot-style.js';
import { trailingMeans } from '../tuning/trailing-means.js';

/** The log of one run of a study. */
export interface StudyLog {
  /** Name of the run, for example `GEO-1`. */
  readonly name: string;
  readonly subset: string;
  readonly lines: readonly LogLine[];
}

const HEIGHT = 420;
/** Steps that a mean is taken over: single steps are noisy. */
const WINDOW = 5;

/**
 * Losses of all tunings of a study over their steps, one line a run, one colour a subset.
 * @param logs those that have begun; a run without a step yet is left out.
 * @throws RangeError where no run has a step.
 */
export function studyLosses(logs: readonly StudyLog[]): Figure {
  const curves = logs.flatMap(({ name, subset, lines }) => {
    const steps = lines.flatMap((line) => ('loss' in line ? [line] : []));
    if (steps.length === 0) return [];
    const means = trailingMeans(
      steps.map(({ loss }) => loss),
      WINDOW,
    );
    return [{ name, subset, steps: steps.map(({ step }) => step), means }];
  });
  if (curves.length === 0) throw new RangeError('studyLosses: logs must hold a step, got none');
  const subsets = [...new Set(curves.map(({ subset }) => subset))];
  const styles = new Map(subsetStyles(subsets).map((style, place) => [subsets[place], style]));
  const named = new Set<string>();
  const ends = curves.map(({ name, means }) => ({ name, last: means.at(-1) ?? 0 }));
  const words = ends.map(({ name, last }) => `${name} ${last.toFixed(2)}`).join(', ');
  const title = 'Losses of all runs';
  return {
    kind: 'figure',
    id: 'study-losses',
    title,
    caption: `Training loss of each run, mean of its last ${WINDOW} steps; runs of a subset share a colour. Losses on pairs in different languages cannot be compared with one another, only each with its own beginning.`,
    alt: `Line chart of losses. At the end: ${words}.`,
    data: curves.map(({ name, subset, steps, means }) => {
      const isFirst = !named.has(subset);
      named.add(subset);
      return {
        type: 'scatter',
        mode: 'lines',
        name: plotText(subset),
        legendgroup: plotText(subset),
        showlegend: isFirst,
        x: steps,
        y: means,
        line: { color: styles.get(subset)?.colour, dash: styles.get(subset)?.dash, width: 1.5 },
        hoverinfo: 'text',
        hovertext: steps.map(
          (step, place) => `${plotText(name)}, step ${step}: ${(means[place] ?? 0).toFixed(3)}`,
        ),
      };
    }),
    layout: plotLayout(title, HEIGHT, {
      xaxis: plotAxis('Step', { rangemode: 'tozero' }),
      yaxis: plotAxis('Loss', {}),
      showlegend: true,
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.01, yanchor: 'bottom' },
    }),
    records: curves.flatMap(({ name, subset, steps, means }) =>
      steps.map((step, place) => ({ name, subset, step, loss: means[place] ?? 0 })),
    ),
  };
}
