/** The runs of a study of one's own, as its figures and tables take them. */

import type { Run } from '../../records/run.js';
import { checkSameConditions } from '../../results/import/conditions.js';
import { BASE_SUBSET, TUNED_SUBSETS } from '../subsets.js';

/** A study: the untuned model, and the runs of each subset. */
export interface StudyGroups {
  /** Name of the model. */
  readonly model: string;
  readonly base: Run;
  /** Names of the subsets that have runs, the paper's in the order of Table 3, then others. */
  readonly subsets: readonly string[];
  /** Runs of a subset in order of their repetition; none where there is none. */
  readonly runsOf: (subset: string) => readonly Run[];
  /** Benchmarks in the order of the untuned model's scores. */
  readonly tasks: readonly string[];
}

/**
 * Takes a study apart. Runs of other experiments than the untuned model's, such as other numbers of languages, are left
 * out.
 * @param runs those that are finished so far, `BASE` among them.
 * @throws RangeError where there is no run of BASE, or more than one, or conditions of runs differ.
 */
export function studyGroups(runs: readonly Run[], caller: string): StudyGroups {
  const untuned = runs.filter((run) => run.subset === BASE_SUBSET);
  const [base] = untuned;
  if (base === undefined || untuned.length > 1) {
    throw new RangeError(`${caller}: runs must hold one of the untuned model, got ${untuned.length}`);
  }
  const own = runs.filter(
    ({ experiment, model, subset }) =>
      experiment === base.experiment && model === base.model && subset !== BASE_SUBSET,
  );
  checkSameConditions(caller, [base, ...own]);
  const names = [...new Set(own.map(({ subset }) => subset))];
  const known = TUNED_SUBSETS.filter((subset) => names.includes(subset));
  return {
    model: base.model,
    base,
    subsets: [...known, ...names.filter((subset) => !known.some((name) => name === subset))],
    runsOf: (subset) => own.filter((run) => run.subset === subset).sort((a, b) => a.run - b.run),
    tasks: [...new Set(base.scores.map(({ task }) => task))],
  };
}
