import type { Figure } from '../../records/figure.js';
import type { Published } from '../../results/published.js';
import { baseAverage, baseTask } from '../measures/base-accuracy.js';
import { type CountMark, countMarks } from '../measures/count-marks.js';
import { BASE_SUBSET, TASK_NAMES } from '../subsets.js';
import { countCurves } from './count-curves.js';
import { listText, meanText, percentText } from './mark-text.js';

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

/** The fixed parts of one such figure. */
export interface CountFigureWords {
  /** Name of the calling function, for messages. */
  caller: string;
  id: string;
  title: string;
  /** The paper's model, drawn unless another is asked for. */
  model: string;
  /** One panel each: benchmarks, or `avg` for the mean of the five. */
  tasks: readonly string[];
  /** Where the figure differs from the paper's. */
  deviation: string;
}

/**
 * Figures 3–5: accuracy against the number of languages tuned on.
 * @throws RangeError where runs or the printed BASE are missing, or confidence is not in 0..1.
 */
export function countFigure(
  { runs, accuracies }: Pick<Published, 'runs' | 'accuracies'>,
  { caller, id, title, model: usualModel, tasks, deviation }: CountFigureWords,
  {
    experiment = 'varying',
    model = usualModel,
    subset = 'GEO',
    reference = 14,
    base = true,
    confidence = 0.95,
  }: CountFigureOptions = {},
): Figure {
  const curves = tasks.map((task) =>
    countMarks(runs, { caller, experiment, model, subset, task, reference, confidence }),
  );
  const marks = curves.flatMap((curve, index) => {
    const task = tasks[index] as string;
    if (!base) return curve;
    const untuned = task === 'avg' ? baseAverage(accuracies, model) : baseTask(accuracies, model, task);
    return [...curve, baseMark(model, task, untuned)];
  });
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
      deviation,
    ].join(' '),
    alt: `Line chart of the accuracy of ${model} in per cent by number of languages. ${curves.map((curve) => course(curve, reference)).join('; ')}.`,
    ...countCurves(marks, { title, reference, confidence }),
    records: marks.map((mark) => ({ ...mark })),
  };
}

/** The mark of the untuned model: one evaluation, so no margin and no test. */
function baseMark(model: string, task: string, accuracy: number): CountMark {
  const alone = { n: 1, margin: null, difference: null, p: null, reference: null };
  return { model, task, subset: BASE_SUBSET, k: null, ...alone, mean: accuracy };
}

/** Highest and lowest mean of a curve in words. */
function extremes(curve: readonly CountMark[]): string {
  const ranked = [...curve].sort((a, b) => b.mean - a.mean);
  return listText([ranked[0], ranked.at(-1)].map(placeText));
}

function comparison(marks: readonly CountMark[], reference: number): string {
  const tested = marks.filter((mark) => mark.p !== null);
  const apart = tested.filter((mark) => mark.p !== null && mark.p <= 0.05).length;
  return `Against k = ${reference} (paired t-tests, not corrected for their number) p is at most 0.05 in ${apart} of ${tested.length}.`;
}

/** The course of a curve in words: its ends, the reference, the extremes. */
function course(curve: readonly CountMark[], reference: number | null): string {
  const middle = curve.find((mark) => mark.k === reference);
  const stops = [curve[0], ...(middle === undefined ? [] : [middle]), curve.at(-1)];
  return `${taskName(curve)}: ${listText(stops.map(placeText))}, highest and lowest ${extremes(curve)}`;
}

function placeText(mark: CountMark | undefined): string {
  return mark === undefined ? '' : `${meanText({ mean: mark.mean, margin: null })} at k = ${mark.k}`;
}

function taskName([mark]: readonly CountMark[]): string {
  return mark === undefined ? '' : (TASK_NAMES[mark.task] ?? mark.task);
}
