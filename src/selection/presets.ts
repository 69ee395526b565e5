/** The paper's subsets as presets of `selectLanguages`. */

import { quoteText } from '../base/printable.js';
import { readLanguages } from '../languages/catalogue.js';
import { type FeatureName, readFeatures } from '../languages/features.js';
import { type StrategySelection, selectLanguages } from './select-languages.js';
import type { SelectOptions } from './select-options.js';
import type { Strategy } from './strategies.js';

/** How the paper makes one of its subsets. */
export interface Preset {
  /** Kind of vectors, or `null` where none are used. */
  readonly features: FeatureName | null;
  readonly strategy: Strategy;
  readonly count: number;
  /** Restarts of k-means, else `null`. */
  readonly restarts: number | null;
  /** Seeds of runs 1, 2 and 3; `null` where none is known to give the printed row. */
  readonly seeds: readonly (number | null)[];
}

/** Seeds of the k-means rows of Table 1. */
const KMEANS_SEEDS = [66, 42, 10];

/** Runs come out only with ten restarts, the default of scikit-learn 1.3.2. */
const KMEANS = { strategy: 'kmeans', count: 14, restarts: 10, seeds: KMEANS_SEEDS } as const;

/** The paper's subsets. Source: section 3.2 and Table 1; the seeds of FAM and RND were found by trying. */
export const PRESETS: Readonly<Record<'TYPO' | 'GEO' | 'LEARN' | 'SEM' | 'FAM' | 'RND' | 'ALL', Preset>> = {
  TYPO: { features: 'typo', ...KMEANS },
  GEO: { features: 'geo', ...KMEANS },
  LEARN: { features: 'learn', ...KMEANS },
  SEM: { features: 'sem', ...KMEANS },
  FAM: { features: null, strategy: 'family', count: 14, restarts: null, seeds: [null, null, 66] },
  RND: { features: null, strategy: 'random', count: 14, restarts: null, seeds: [null, 66, 42] },
  ALL: { features: null, strategy: 'all', count: 52, restarts: null, seeds: [null, null, null] },
};

/** Name of one of the paper's subsets. */
export type PresetName = keyof typeof PRESETS;

/** What of k-means to do otherwise than the paper; without effect on FAM, RND and ALL. */
export type PresetChanges = Pick<SelectOptions, 'restarts' | 'ties'>;

/**
 * Makes one of the paper's subsets again.
 * @param run row of Table 1 within its subset, 1..3.
 * @param changes default: none, as in the paper; for example `{ restarts: 1 }` to see what ten restarts did.
 * @returns the selection, or `null` where no seed is known to give the printed row (FAM 1 and 2, RND 1).
 * @throws RangeError for another subset or run.
 * Source: Table 1.
 * @example
 * ```ts
 * import { paperSelection } from 'lingtune';
 *
 * const geo = paperSelection('GEO', 1);
 * ```
 */
export function paperSelection(
  subset: PresetName,
  run: number,
  changes: PresetChanges = {},
): StrategySelection | null {
  const preset = Object.hasOwn(PRESETS, subset) ? PRESETS[subset] : undefined;
  if (preset === undefined) {
    throw new RangeError(
      `paperSelection: subset must be one of ${Object.keys(PRESETS).join(', ')}, got ${quoteText(String(subset))}`,
    );
  }
  const { features, strategy, count, restarts, seeds } = preset;
  const seed = seeds[run - 1];
  if (seed === undefined) {
    throw new RangeError(`paperSelection: run must be an integer in 1..${seeds.length}, got ${run}`);
  }
  if (seed === null && strategy !== 'all') return null;
  const data = features === null ? readLanguages() : readFeatures(features);
  return selectLanguages(data, { strategy, count, restarts, seed, ...changes });
}
