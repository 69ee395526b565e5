/** From the name of a strategy to its result. */
import type { Language } from '../../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import type { Matrix } from '../../records/matrix.js';
import { distanceMatrix } from '../distance-matrix.js';
import type { Ties } from '../kmeans/kmeans-start.js';
import type { UsedOptions } from '../select-options.js';
import type { Cluster } from '../selection.js';
import type { Choice, Grouping } from './choice.js';
import { chooseGreedily } from './choose-greedily.js';
import { chooseByKmeans } from './choose-kmeans.js';
import { chooseMedoids } from './choose-medoids.js';
import { chooseAtRandom, chooseByFamily } from './choose-unmeasured.js';
import { familyClusters } from './family-clusters.js';
import { subRows, subSquare } from './sub-matrix.js';

/** What a strategy without features gives: places, and groups by code if it has any. */
export interface Unmeasured {
  readonly chosen: readonly number[];
  readonly clusters: readonly Cluster[];
  readonly inertia: null;
  readonly iterations: null;
}

/**
 * Runs a strategy on the languages that the rules leave.
 * @param describe gives the catalogue's entries of these languages, in their order.
 * @throws RangeError where the strategy needs vectors or distances that are not there.
 */
export function runStrategy(
  table: FeatureTable | DistanceTable | null,
  choice: Choice,
  used: UsedOptions,
  describe: () => readonly Language[],
): Grouping | Unmeasured {
  const { strategy } = used;
  // They are there wherever a strategy takes them: see `usedOptions`.
  const seed = used.seed as number;
  const [restarts, ties] = [used.restarts as number, used.ties as Ties];
  const none = { inertia: null, iterations: null };
  switch (strategy) {
    case 'all':
      return { chosen: [...choice.codes.keys()], clusters: [], ...none };
    case 'random':
      return { chosen: chooseAtRandom(choice, seed), clusters: [], ...none };
    case 'family': {
      const languages = describe();
      const families = languages.map(({ family }) => family);
      const order = languages.map(({ tableRow }) => tableRow);
      const chosen = chooseByFamily(choice, { families, order }, seed);
      return { chosen, clusters: familyClusters(choice.codes, families, chosen), ...none };
    }
    case 'kmeans':
      return chooseByKmeans(vectors(table, choice), choice, { seed, restarts, ties });
    case 'kmedoids':
      return chooseMedoids(distances(table, choice, strategy), choice);
    default:
      return chooseGreedily(distances(table, choice, strategy), choice, strategy);
  }
}

/** Vectors of the languages that the rules leave. [n, d] */
function vectors(table: FeatureTable | DistanceTable | null, { codes }: Choice): Matrix {
  if (table?.kind === 'vectors') return subRows(table.matrix, placesIn(table, codes));
  const given = table === null ? 'a list of languages' : 'distances';
  throw new RangeError(
    `selectLanguages: kmeans needs vectors, got ${given}; kmedoids, maxsum, maxmin and facility take distances too`,
  );
}

/** Distances between the languages that the rules leave. [n, n] */
function distances(table: FeatureTable | DistanceTable | null, { codes }: Choice, strategy: string): Matrix {
  if (table !== null) return subSquare(distanceMatrix(table), placesIn(table, codes));
  throw new RangeError(
    `selectLanguages: ${strategy} needs vectors or distances, got a list of languages; family, random and all take one`,
  );
}

function placesIn(table: FeatureTable | DistanceTable, codes: readonly string[]): number[] {
  return codes.map((code) => table.codes.indexOf(code));
}
