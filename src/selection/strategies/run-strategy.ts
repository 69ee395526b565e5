/** From the name of a strategy to its result. */
import { listText } from '../../base/list-text.js';
import type { Language } from '../../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import { type Matrix, subRows, subSquare } from '../../records/matrix.js';
import { distanceMatrix } from '../distance-matrix.js';
import type { UsedOptions } from '../select-options.js';
import type { Cluster } from '../selection.js';
import { STRATEGIES } from '../strategies.js';
import type { Choice, Grouping } from './choice.js';
import type { StrategyDefinition } from './strategy.js';

/** What a strategy has chosen: indices, and groups by code if it has any. */
export interface StrategyResult {
  readonly chosen: readonly number[];
  readonly clusters: readonly Cluster[];
  readonly inertia: number | null;
  readonly iterations: number | null;
}

/**
 * Runs a strategy on the languages that the rules leave.
 * @param describe gives the catalogue's entries of these languages, in their order.
 * @throws RangeError where the strategy needs vectors or distances that are not there.
 */
export function runStrategy(
  table: FeatureTable | DistanceTable | null,
  choice: Choice,
  { strategy, seed, restarts, ties }: UsedOptions,
  describe: () => readonly Language[],
): StrategyResult {
  const made = STRATEGIES[strategy].choose({
    choice,
    vectors: () => vectors(table, choice, strategy),
    distances: () => distances(table, choice, strategy),
    languages: describe,
    // They are there wherever a strategy takes them: see `usedOptions`.
    seed: seed as number,
    restarts: restarts as number,
    ties: ties as NonNullable<UsedOptions['ties']>,
  });
  if (!('labels' in made)) return { ...made, inertia: null, iterations: null };
  const { chosen, inertia, iterations } = made;
  return { chosen, clusters: assembleClusters(choice.codes, made), inertia, iterations };
}

/**
 * The groups of a selection by code, in the order of their chosen languages.
 * @param codes n codes in the order of the table; the grouping's indices are theirs.
 */
function assembleClusters(
  codes: readonly string[],
  { chosen, labels, distances, tied }: Grouping,
): Cluster[] {
  const code = (index: number): string => codes[index] as string;
  const order = [...chosen.keys()].sort((a, b) => (chosen[a] as number) - (chosen[b] as number));
  return order.map((group) => {
    const members = [...labels.keys()].filter((index) => labels[index] === group);
    return {
      chosen: code(chosen[group] as number),
      members: members.map(code),
      tied: [...(tied[group] as readonly number[])].sort((a, b) => a - b).map(code),
      distances: members.map((index) => distances[index] as number),
    };
  });
}

/** Vectors of the languages that the rules leave. [n, d] */
function vectors(table: FeatureTable | DistanceTable | null, { codes }: Choice, strategy: string): Matrix {
  if (table?.kind === 'vectors') return subRows(table.matrix, indicesIn(table, codes));
  const given = table === null ? 'a list of languages' : 'distances';
  throw new RangeError(
    `selectLanguages: ${strategy} needs vectors, got ${given}; ${strategiesThatNeed('distances')} take distances too`,
  );
}

/** Distances between the languages that the rules leave. [n, n] */
function distances(table: FeatureTable | DistanceTable | null, { codes }: Choice, strategy: string): Matrix {
  if (table !== null) return subSquare(distanceMatrix(table), indicesIn(table, codes));
  throw new RangeError(
    `selectLanguages: ${strategy} needs vectors or distances, got a list of languages; ${strategiesThatNeed('families', 'nothing')} take one`,
  );
}

/** Names of strategies in words: `family, random and all`. */
function strategiesThatNeed(...needs: readonly StrategyDefinition['needs'][]): string {
  const names = Object.entries(STRATEGIES).flatMap(([name, own]) =>
    needs.includes(own.needs) ? [name] : [],
  );
  return listText(names);
}

function indicesIn(table: FeatureTable | DistanceTable, codes: readonly string[]): number[] {
  return codes.map((code) => table.codes.indexOf(code));
}
