/** The runs of a study, in the order in which they are made. */

import { checkInteger } from '../../base/check-integer.js';
import { parseRunConfig } from '../../tuning/config/read-run-config.js';
import { type PlannedRun, withCopiesNamed } from './planned-run.js';
import type { StudyProfile } from './study-profile.js';
import { type ChosenLanguages, countedLanguages, subsetLanguages } from './subset-languages.js';
import { tuningSeeds } from './tuning-seeds.js';

/** Repetitions, as many as Table 1 has rows of a subset. */
const MOST_REPEATS = 3;

/**
 * Plans a study: BASE, then each repetition with all its subsets, so that what there is at any time can be compared;
 * other numbers of languages come last. Repetitions differ in the seed of the choice and share that of the tuning;
 * `tuningSeeds` says what else happens.
 * @throws RangeError where a subset is not known or repeated less than once or more than three times; Error where
 * `tuning` is not what `run.json` may say.
 */
export function planRuns(profile: StudyProfile): PlannedRun[] {
  const { name: experiment, subsets, counts } = profile;
  const repeats = Object.entries(subsets);
  for (const [subset, times] of repeats) {
    checkInteger(`planRuns: repeats of ${subset}`, times, 1, MOST_REPEATS);
  }
  const numbers = Array.from({ length: MOST_REPEATS }, (_, index) => index + 1);
  const chosen: ChosenRun[] = [
    ...numbers.flatMap((run) =>
      repeats
        .filter(([, times]) => run <= times)
        .map(([subset]) => {
          return { name: `${subset}-${run}`, experiment, subset, run, ...subsetLanguages(subset, run) };
        }),
    ),
    ...numbers.flatMap((run) =>
      counts.map((count) => {
        const identity = { name: `GEO-k${count}-${run}`, experiment: `${experiment}-varying`, subset: 'GEO' };
        return { ...identity, run, ...countedLanguages(count, run) };
      }),
    ),
  ];
  const seeds = tuningSeeds(chosen);
  const base = { name: 'BASE', experiment, subset: 'BASE', run: 1, languages: [], selectionSeed: null };
  const { tuning, evaluation, label: model } = profile;
  const shared = { model, evaluation: { ...evaluation, model: tuning.model, variant: 'current' } } as const;
  return withCopiesNamed([
    { ...base, ...shared, tuningSeed: null, config: null },
    ...chosen.map((run, index) => {
      const tuningSeed = seeds[index] ?? null;
      return { ...run, ...shared, tuningSeed, config: runConfig(tuning, run, tuningSeed) };
    }),
  ]);
}

/** One run before its tuning is planned. */
type ChosenRun = Pick<PlannedRun, 'name' | 'experiment' | 'subset' | 'run'> & ChosenLanguages;

function runConfig(
  tuning: StudyProfile['tuning'],
  { name, languages }: ChosenRun,
  seed: number | null,
): PlannedRun['config'] {
  const training = { ...(isObject(tuning.training) ? tuning.training : {}), seed };
  const input = { ...tuning, data: { ...tuning.data, languages }, training };
  return parseRunConfig(input, `planRuns: tuning of ${name}`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
