import type { Run } from '../../records/run.js';
import { compareRuns } from '../../results/compare.js';
import { checkSameConditions } from '../../results/import/conditions.js';
import { margin, mean } from '../../results/statistics.js';

/** What a point or bar of a figure stands for: the mean of a few runs, and how it compares with reference runs. */
export interface Measure {
  /** Number of runs. */
  readonly n: number;
  /** Mean score, in per cent. */
  readonly mean: number;
  /** Half width of the confidence interval in points, or `null` for a single run. */
  readonly margin: number | null;
  /** Mean of the paired differences from the reference in points, or `null` where runs do not pair up. */
  readonly difference: number | null;
  /** Two-sided p-value of the paired t-test against the reference, or `null` where there is none. */
  readonly p: number | null;
}

/** What there is to say of a single evaluation, as of an untuned model: no margin and no test. */
export function singleMeasure(mean: number): Measure & { readonly reference: null } {
  return { n: 1, margin: null, difference: null, p: null, reference: null, mean };
}

/**
 * Mean, margin and paired comparison of a score over runs.
 * @param reference runs to compare with; `null` where the runs stand alone or are the reference themselves.
 * @param score what to measure, in per cent.
 * @returns `difference` and `p` are `null` unless both groups hold the same repetitions once each.
 * @throws RangeError where there is no run, conditions of runs differ, or confidence is not between 0 and 1.
 */
export function measureRuns(
  runs: readonly Run[],
  reference: readonly Run[] | null,
  score: (run: Run) => number,
  { confidence = 0.95 }: { confidence?: number } = {},
): Measure {
  if (runs.length === 0) throw new RangeError('measureRuns: runs must hold at least one run, got none');
  checkSameConditions('measureRuns', [...runs, ...(reference ?? [])]);
  const values = runs.map(score);
  const own = { n: values.length, mean: mean(values), margin: margin(values, { confidence }) };
  if (reference === null || !samePairs(runs, reference)) return { ...own, difference: null, p: null };
  const { difference, p } = compareRuns(runs, reference, score);
  return { ...own, difference, p };
}

/** Whether both groups hold the same repetition numbers, each once. */
function samePairs(runs: readonly Run[], reference: readonly Run[]): boolean {
  const numbers = new Set(runs.map((run) => run.run));
  const others = new Set(reference.map((run) => run.run));
  return (
    numbers.size === runs.length &&
    others.size === reference.length &&
    numbers.size === others.size &&
    [...numbers].every((number) => others.has(number))
  );
}
