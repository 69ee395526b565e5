import type { Run } from '../../records/run.js';
import { selectRuns } from '../../results/scores.js';
import { BASE_SUBSET } from '../subsets.js';
import { type Measure, measureRuns, singleMeasure } from './measure-runs.js';

/** What Figures 1, 2 and 6 show of a model tuned on a subset, or untuned (`BASE`). */
export interface SubsetMeasure extends Measure {
  readonly model: string;
  readonly subset: string;
  /** Subset that `difference` and `p` compare with, or `null` where there is no comparison. */
  readonly reference: string | null;
}

/** Which runs to measure, and how. */
export interface MeasureSubsetsOptions {
  experiment: string;
  models: readonly string[];
  subsets: readonly string[];
  /** Subset to compare with, or `null` for none. */
  reference: string | null;
  /** What to measure, in per cent. */
  score: (run: Run) => number;
  /** Accuracy of the untuned model in per cent, or `null` to leave it out. */
  base: ((model: string) => number) | null;
  /** Of the interval, between 0 and 1. */
  confidence: number;
  /** Name of the calling function, for messages. */
  caller: string;
}

/**
 * Measures every subset of every model, models outermost, BASE last of each.
 * @throws RangeError where models or subsets are empty, or runs of one of them (or of the reference) are missing.
 */
export function measureSubsets(runs: readonly Run[], options: MeasureSubsetsOptions): SubsetMeasure[] {
  const { caller, experiment, models, subsets, reference, score, base, confidence } = options;
  if (models.length === 0) throw new RangeError(`${caller}: models must not be empty`);
  if (subsets.length === 0) throw new RangeError(`${caller}: subsets must not be empty`);
  return models.flatMap((model) => {
    const find = (subset: string): Run[] => requireRuns(runs, { caller, experiment, model, subset });
    const against = reference === null ? null : find(reference);
    const tuned = subsets.map((subset): SubsetMeasure => {
      const other = subset === reference ? null : against;
      const measure = measureRuns(find(subset), other, score, { confidence });
      return { model, subset, ...measure, reference: measure.p === null ? null : reference };
    });
    return base === null ? tuned : [...tuned, baseMeasure(model, base(model))];
  });
}

/** The measure of an untuned model. @param accuracy in the unit of the other measures. */
export function baseMeasure(model: string, accuracy: number): SubsetMeasure {
  return { model, subset: BASE_SUBSET, ...singleMeasure(accuracy) };
}

/**
 * The runs of one subset of one model, in order of their repetition number.
 * @throws RangeError where there is none.
 */
export function requireRuns(
  runs: readonly Run[],
  {
    caller,
    experiment,
    model,
    subset,
  }: { caller: string; experiment: string; model: string; subset: string },
): Run[] {
  const found = selectRuns(runs, { experiment, model, subset });
  if (found.length > 0) return found;
  throw new RangeError(
    `${caller}: there must be runs of ${subset} on ${model} in experiment ${experiment}, got none`,
  );
}
