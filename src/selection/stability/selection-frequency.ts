/** What of a selection by k-means is the features' doing, and what the seed's. */
import type { FeatureTable } from '../../languages/feature-table.js';
import { type LanguageFacts, selectLanguages } from '../select-languages.js';
import type { SelectOptions } from '../select-options.js';
import type { Selection } from '../selection.js';
import { adjustedRandIndex } from './adjusted-rand-index.js';

/** How to choose, over and over. */
export interface FrequencyOptions extends Omit<SelectOptions, 'strategy' | 'seed'> {
  readonly count: number;
  /** Seeds, at least one, all different. */
  readonly seeds: readonly number[];
}

/** How often one language was chosen. */
export interface LanguageFrequency {
  readonly code: string;
  /** Share of the seeds that chose it, 0..1. */
  readonly chosen: number;
  /** Share of the seeds that chose it or a language exactly as good in its place, 0..1. */
  readonly chosenOrTied: number;
}

/** How a selection varies with the seed. */
export interface SelectionFrequency {
  readonly count: number;
  /** In the order of the table; only languages that the rules leave. */
  readonly languages: readonly LanguageFrequency[];
  /** One entry a seed, in the order given. */
  readonly runs: readonly {
    readonly seed: number;
    readonly inertia: number;
    readonly languages: readonly string[];
  }[];
  /** Inertias over the seeds. `spread` is (largest − least) / least, 0 where all inertias are 0. */
  readonly inertia: { readonly least: number; readonly largest: number; readonly spread: number };
  /** Adjusted Rand index over all pairs of seeds, or `null` for a single seed. */
  readonly rand: { readonly mean: number; readonly least: number } | null;
}

/**
 * Chooses by k-means once for each seed and counts.
 * There are 10 restarts by default, as in the paper: with fewer the seed matters more.
 * @throws RangeError where there is no seed or one is there twice, and as `selectLanguages` does.
 * @example
 * ```ts
 * import { frequencyMap, readFeatures, selectionFrequency, show } from 'lingtune';
 *
 * const seeds = Array.from({ length: 20 }, (_, seed) => seed);
 * const frequency = selectionFrequency(readFeatures('geo'), { count: 14, seeds, restarts: 1 });
 * await show(frequencyMap([{ label: 'GEO', frequency }]));
 * ```
 */
export function selectionFrequency(
  features: FeatureTable,
  { seeds, ...options }: FrequencyOptions,
  facts: LanguageFacts = {},
): SelectionFrequency {
  checkSeeds(seeds);
  const selections = seeds.map((seed) =>
    selectLanguages(features, { ...options, strategy: 'kmeans', seed }, facts),
  );
  const labels = selections.map(clusterLabels);
  const codes = features.codes.filter((code) => labels[0]?.has(code));
  const share = (holds: (selection: Selection) => boolean): number =>
    selections.filter(holds).length / selections.length;
  const inertias = selections.map(({ inertia }) => inertia as number);
  const [least, largest] = [Math.min(...inertias), Math.max(...inertias)];
  return {
    count: options.count,
    languages: codes.map((code) => ({
      code,
      chosen: share(({ languages }) => languages.includes(code)),
      chosenOrTied: share(({ clusters }) =>
        clusters.some(({ chosen, tied }) => chosen === code || tied.includes(code)),
      ),
    })),
    runs: selections.map(({ languages }, index) => ({
      seed: seeds[index] as number,
      inertia: inertias[index] as number,
      languages,
    })),
    inertia: { least, largest, spread: largest === 0 ? 0 : (largest - least) / least },
    rand: randOverPairs(labels.map((byCode) => codes.map((code) => byCode.get(code) as number))),
  };
}

/** Number of the cluster of each language. */
function clusterLabels({ clusters }: Selection): Map<string, number> {
  return new Map(
    clusters.flatMap(({ members }, label) => members.map((code): [string, number] => [code, label])),
  );
}

function randOverPairs(labels: readonly (readonly number[])[]): SelectionFrequency['rand'] {
  const indices = labels.flatMap((left, index) =>
    labels.slice(index + 1).map((right) => adjustedRandIndex(left, right)),
  );
  if (indices.length === 0) return null;
  const mean = indices.reduce((sum, value) => sum + value, 0) / indices.length;
  return { mean, least: Math.min(...indices) };
}

function checkSeeds(seeds: readonly number[]): void {
  if (seeds.length === 0) throw new RangeError('selectionFrequency: seeds must hold at least one, got none');
  const twice = seeds.find((seed, index) => seeds.indexOf(seed) < index);
  if (twice !== undefined) {
    throw new RangeError(`selectionFrequency: seeds must be different, got ${twice} again`);
  }
}
