/** The runs of a study, in the order in which they are made. */
import { parseRunConfig } from '../../tuning/config/read-run-config.js';
import type { RunConfig } from '../../tuning/config/run-config.js';
import { checkInteger } from '../../util/check-integer.js';
import type { StudyProfile } from './study-profile.js';
import { type ChosenLanguages, countedLanguages, subsetLanguages } from './subset-languages.js';

/** One run before it is made. */
export interface PlannedRun extends ChosenLanguages {
  /** Name within the study, also of its files: `GEO-1`, `GEO-k4-1`, `BASE`. */
  readonly name: string;
  readonly experiment: string;
  readonly subset: string;
  /** Number of the repetition, from 1. */
  readonly run: number;
  /** `null` for BASE. */
  readonly tuningSeed: number | null;
  /** What is tuned, every default filled in; `null` for BASE. */
  readonly config: RunConfig | null;
}

/** Seed of the tuning. Source: the authors' scripts. */
const TUNING_SEED = 42;
/** Repetitions, as many as Table 1 has rows of a subset. */
const MOST_REPEATS = 3;

/**
 * Plans a study: BASE, then each repetition with all its subsets, so that what there is at any time can be compared;
 * other numbers of languages come last.
 *
 * Repetitions of a subset that is chosen anew differ in the seed of the choice and share that of the tuning; where
 * nothing is chosen (ALL, one language alone) they differ in the seed of the tuning.
 * @throws RangeError where a subset is not known or repeated less than once or more than three times; Error where
 * `tuning` is not what `run.json` may say.
 */
export function planRuns(profile: StudyProfile): PlannedRun[] {
  const { name, subsets, counts } = profile;
  const repeats = Object.entries(subsets);
  for (const [subset, times] of repeats) {
    checkInteger(`planRuns: repeats of ${subset}`, times, 1, MOST_REPEATS);
  }
  const runs = Array.from({ length: MOST_REPEATS }, (_, index) => index + 1);
  const base = { name: 'BASE', experiment: name, subset: 'BASE', run: 1, languages: [], selectionSeed: null };
  return [
    { ...base, tuningSeed: null, config: null },
    ...runs.flatMap((run) =>
      repeats
        .filter(([, times]) => run <= times)
        .map(([subset]) => {
          const identity = { name: `${subset}-${run}`, experiment: name, subset, run };
          return tunedRun(profile, identity, subsetLanguages(subset, run), isFixed(subset));
        }),
    ),
    ...runs.flatMap((run) =>
      counts.map((count) => {
        const identity = { name: `GEO-k${count}-${run}`, experiment: `${name}-varying`, subset: 'GEO', run };
        return tunedRun(profile, identity, countedLanguages(count, run), false);
      }),
    ),
  ];
}

/** Whether every repetition of a subset has the same languages. */
function isFixed(subset: string): boolean {
  return subset === 'ALL' || subsetLanguages(subset, 1).languages.length === 1;
}

function tunedRun(
  { tuning }: StudyProfile,
  identity: Pick<PlannedRun, 'name' | 'experiment' | 'subset' | 'run'>,
  chosen: ChosenLanguages,
  repeatsTuning: boolean,
): PlannedRun {
  const tuningSeed = TUNING_SEED + (repeatsTuning ? identity.run - 1 : 0);
  const training = { ...(isObject(tuning.training) ? tuning.training : {}), seed: tuningSeed };
  const input = { ...tuning, data: { ...tuning.data, languages: chosen.languages }, training };
  const config = parseRunConfig(input, `planRuns: tuning of ${identity.name}`);
  return { ...identity, ...chosen, tuningSeed, config };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
