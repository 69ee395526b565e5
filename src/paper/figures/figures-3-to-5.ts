/** Figures 3–5: accuracy against the number of languages tuned on. */

import { listText } from '../../base/list-text.js';
import { baseAverage, baseTask } from '../../charts/measures/base-accuracy.js';
import { countCurves } from '../../charts/measures/count-curves.js';
import { type CountMeasure, measureCounts, untunedCount } from '../../charts/measures/measure-counts.js';
import { meanText, percentText } from '../../charts/measures/measure-text.js';
import { TASK_NAMES } from '../../charts/subsets.js';
import type { Figure } from '../../records/figure.js';
import { TASKS } from '../../records/run.js';
import type { Published } from '../../results/published.js';

/** What to draw in Figures 3a, 3b, 4 and 5; the defaults are the paper's choices. */
export interface CountFigureOptions {
  /** Default: `varying`. */
  experiment?: string;
  /** Default: the figure's own in the paper. */
  model?: string;
  /** Way of choosing the languages; the runs on ALL join its curve as the last point. Default: GEO. */
  subset?: string;
  /** Number of languages that the others are tested against, run by run; `null` for none. Default: 14. */
  reference?: number | null;
  /** Whether to draw the untuned model; needs its printed accuracies. Default: true. */
  base?: boolean;
  /** Of the band, between 0 and 1. Default: 0.95. */
  confidence?: number;
}

/** One of the figures; it throws a RangeError where runs or the printed BASE are missing, or confidence is not in 0..1. */
export type CountFigure = (
  published: Pick<Published, 'runs' | 'accuracies'>,
  options?: CountFigureOptions,
) => Figure;

/** What tells one of the figures from the others. */
interface CountFigureWords {
  readonly id: string;
  /** Title up to the model. */
  readonly title: string;
  /** The paper's model, drawn unless another is asked for. */
  readonly paperModel: string;
  /** One panel each: benchmarks, or `avg` for the mean of the five. */
  readonly tasks: readonly string[];
  /** What the figure has that the paper's has not. */
  readonly ours: string;
}

const AVERAGE = {
  title: 'Average accuracy by number of languages',
  tasks: ['avg'],
  ours: 'BASE, the tests and the logarithmic scale, which keeps the small numbers apart, are ours',
};

const BENCHMARKS = {
  title: 'Benchmarks by number of languages',
  tasks: [...TASKS, 'avg'],
  ours: 'The panel of the average, BASE, the tests and the logarithmic scale are ours',
};

/**
 * Figure 3a: average accuracy of BLOOM-7B1 against the number of languages tuned on.
 * Source: Figure 3a. BASE, the tests against k = 14 and the logarithmic scale are ours.
 */
export const figure3a: CountFigure = countFigure({ id: '3a', paperModel: 'BLOOM-7B1', ...AVERAGE });

/**
 * Figure 3b: average accuracy of mGPT against the number of languages tuned on.
 * Source: Figure 3b. BASE, the tests against k = 14 and the logarithmic scale are ours.
 */
export const figure3b: CountFigure = countFigure({ id: '3b', paperModel: 'mGPT', ...AVERAGE });

/**
 * Figure 4: accuracy of mGPT on each benchmark against the number of languages tuned on.
 * Source: Figure 4. The panel of the average, BASE, the tests against k = 14 and the logarithmic scale are ours.
 */
export const figure4: CountFigure = countFigure({ id: '4', paperModel: 'mGPT', ...BENCHMARKS });

/**
 * Figure 5: accuracy of BLOOM-7B1 on each benchmark against the number of languages tuned on.
 * Source: Figure 5. The panel of the average, BASE, the tests against k = 14 and the logarithmic scale are ours.
 */
export const figure5: CountFigure = countFigure({ id: '5', paperModel: 'BLOOM-7B1', ...BENCHMARKS });

function countFigure({ id, title: words, paperModel, tasks, ours }: CountFigureWords): CountFigure {
  return (
    { runs, accuracies },
    {
      experiment = 'varying',
      model = paperModel,
      subset = 'GEO',
      reference = 14,
      base = true,
      confidence = 0.95,
    } = {},
  ) => {
    const caller = `figure${id}`;
    const curves = tasks.map((task) =>
      measureCounts(runs, { caller, experiment, model, subset, task, reference, confidence }),
    );
    const measures = curves.flatMap((curve, index) => {
      const task = tasks[index] as string;
      if (!base) return curve;
      const untuned = task === 'avg' ? baseAverage(accuracies, model) : baseTask(accuracies, model, task);
      return [...curve, untunedCount(model, task, untuned)];
    });
    const title = `Figure ${id}. ${words}, ${model}`;
    return {
      kind: 'figure',
      id,
      title,
      caption: [
        `Zero-shot accuracy of ${model} after tuning on k languages chosen by ${subset}, the number of tuning pairs being the same for every k (logarithmic scale; the star is ALL).`,
        `Points are means of the repeated runs, the band is their ${percentText(confidence)} interval. ${tasks.length > 1 ? 'The axes do not start at 0, but all span the same length' : 'The axis does not start at 0'}.`,
        ...(base ? ['The dashed line is the untuned model (BASE), from the printed tables.'] : []),
        `Highest and lowest: ${curves.map((curve) => `${taskName(curve)} ${extremes(curve)}`).join('; ')}.`,
        ...(reference === null ? [] : [comparison(curves.flat(), reference)]),
        `${ours} and not in the paper.`,
      ].join(' '),
      alt: `Line chart of the accuracy of ${model} in per cent by number of languages. ${curves.map((curve) => course(curve, reference)).join('; ')}.`,
      ...countCurves(measures, { title, reference, confidence }),
      records: measures.map((measure) => ({ ...measure })),
    };
  };
}

/** Highest and lowest mean of a curve in words. */
function extremes(curve: readonly CountMeasure[]): string {
  const ranked = [...curve].sort((a, b) => b.mean - a.mean);
  return listText([ranked[0], ranked.at(-1)].map(pointText));
}

function comparison(curve: readonly CountMeasure[], reference: number): string {
  const tested = curve.filter((point) => point.p !== null);
  const apart = tested.filter((point) => point.p !== null && point.p <= 0.05).length;
  return `Against k = ${reference} (paired t-tests, not corrected for their number) p is at most 0.05 in ${apart} of ${tested.length}.`;
}

/** The course of a curve in words: its ends, the reference, the extremes. */
function course(curve: readonly CountMeasure[], reference: number | null): string {
  const middle = curve.find((point) => point.k === reference);
  const stops = [curve[0], ...(middle === undefined ? [] : [middle]), curve.at(-1)];
  return `${taskName(curve)}: ${listText(stops.map(pointText))}, highest and lowest ${extremes(curve)}`;
}

function pointText(point: CountMeasure | undefined): string {
  return point === undefined ? '' : `${meanText({ mean: point.mean, margin: null })} at k = ${point.k}`;
}

function taskName([point]: readonly CountMeasure[]): string {
  return point === undefined ? '' : (TASK_NAMES[point.task] ?? point.task);
}
