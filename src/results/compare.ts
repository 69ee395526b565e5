/** A group of runs against a reference group, run i with run i. */

import type { Run } from '../records/run.js';
import { checkSameConditions } from './import/conditions.js';
import { pairedTTest, type Summary, summarize } from './statistics.js';

/** Mean and margin of a group of runs, and how it compares with a reference group. */
export interface Comparison extends Summary {
  /** Mean of the paired differences from the reference, in the score's unit. */
  readonly difference: number;
  /** Two-sided p-value of the paired t-test, or `null` for a single pair. */
  readonly p: number | null;
}

/**
 * Compares a score over runs with the same score over reference runs, paired by repetition number.
 * @param score what to compare, in per cent.
 * @throws RangeError where a repetition is missing on either side or stands there twice, or conditions differ.
 * Source: section 6 (two-sided paired t-test against RND, run i with run i).
 * @example
 * ```ts
 * import { compareRuns, readPublished } from 'lingtune';
 * import { averageScore, selectRuns } from 'lingtune/results';
 *
 * const { runs } = readPublished();
 * const ofSubset = (subset: string) => selectRuns(runs, { experiment: 'main', model: 'BLOOM-7B1', subset });
 * const { difference, p } = compareRuns(ofSubset('GEO'), ofSubset('RND'), averageScore);
 * ```
 */
export function compareRuns(
  runs: readonly Run[],
  reference: readonly Run[],
  score: (run: Run) => number,
): Comparison {
  checkSameConditions('compareRuns', [...runs, ...reference]);
  const numbers = (group: readonly Run[]): string => group.map((run) => run.run).join(', ');
  const byNumber = (group: readonly Run[]): Run[] => [...group].sort((a, b) => a.run - b.run);
  const [left, right] = [byNumber(runs), byNumber(reference)];
  const distinct = new Set(left.map((run) => run.run)).size;
  if (numbers(left) !== numbers(right) || distinct !== left.length || left.length === 0) {
    throw new RangeError(
      `compareRuns: both groups must hold the same repetitions once each, got [${numbers(left)}] and [${numbers(right)}]`,
    );
  }
  const values = left.map(score);
  const { p, difference } = pairedTTest(values, right.map(score));
  return { ...summarize(values), difference, p };
}
