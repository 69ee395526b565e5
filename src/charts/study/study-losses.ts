import type { Figure } from '../../records/figure.js';
import type { LogLine } from '../../records/log-line.js';
import { legend } from '../marks/legend.js';
import { frame } from '../marks/panel.js';
import { plot } from '../marks/plot.js';
import { plotText, subsetStyles } from '../marks/plot-style.js';
import { legendEntry, line } from '../marks/trace.js';
import { trailingMeans } from '../tuning/loss-series.js';

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
  const styles = new Map(subsetStyles(subsets).map((style, index) => [subsets[index], style]));
  const ends = curves.map(({ name, means }) => ({ name, last: means.at(-1) ?? 0 }));
  const words = ends.map(({ name, last }) => `${name} ${last.toFixed(2)}`).join(', ');
  const title = 'Losses of all runs';
  return {
    kind: 'figure',
    id: 'study-losses',
    title,
    caption: `Training loss of each run, mean of its last ${WINDOW} steps; runs of a subset share a colour. Losses on pairs in different languages cannot be compared with one another, only each with its own beginning.`,
    alt: `Line chart of losses. At the end: ${words}.`,
    ...plot(
      [
        frame({ x: { title: 'Step', rangemode: 'tozero' }, y: { title: 'Loss' } }),
        legend('above'),
        ...curves.map(({ name, subset, steps, means }, index) =>
          line(
            { x: steps, y: means },
            {
              ...legendEntry(subset),
              showlegend: curves.findIndex((curve) => curve.subset === subset) === index,
              line: { color: styles.get(subset)?.colour, dash: styles.get(subset)?.dash, width: 1.5 },
              hover: steps.map(
                (step, at) => `${plotText(name)}, step ${step}: ${(means[at] ?? 0).toFixed(3)}`,
              ),
            },
          ),
        ),
      ],
      { title, height: HEIGHT },
    ),
    records: curves.flatMap(({ name, subset, steps, means }) =>
      steps.map((step, at) => ({ name, subset, step, loss: means[at] ?? 0 })),
    ),
  };
}
