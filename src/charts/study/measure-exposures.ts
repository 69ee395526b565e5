import type { Run } from '../../records/run.js';
import { type Measure, measureRuns } from '../measures/measure-runs.js';
import type { StudyGroups } from './study-groups.js';
import { type Exposure, gainOverBase } from './study-scores.js';

/** How far a subset's runs lie over the untuned model, in points. */
export interface ExposureMeasure extends Measure {
  readonly subset: string;
  readonly exposure: Exposure;
}

/** In the order in which they are shown. */
export const EXPOSURES: readonly Exposure[] = ['tuned', 'other'];

/**
 * Measures the gain of every subset in the languages that each of its runs was tuned on, and in the others.
 * @param reference subset to compare with.
 * @returns none where a subset has no such languages, as ALL has no others.
 */
export function measureExposures(
  { base, tasks, subsets, runsOf }: StudyGroups,
  reference: string,
): ExposureMeasure[] {
  return EXPOSURES.flatMap((exposure) => {
    const measured = (subset: string): boolean =>
      runsOf(subset).every((run) => gainOverBase(run, base, { tasks, exposure }) !== null);
    // Only asked for where it is a number.
    const score = (run: Run): number => gainOverBase(run, base, { tasks, exposure }) ?? Number.NaN;
    return subsets.filter(measured).map((subset) => {
      const hasTest = subset !== reference && runsOf(reference).length > 0 && measured(reference);
      return { subset, exposure, ...measureRuns(runsOf(subset), hasTest ? runsOf(reference) : null, score) };
    });
  });
}
