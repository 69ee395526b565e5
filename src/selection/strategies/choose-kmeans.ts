/** The paper's strategy: k-means, and of each cluster the language nearest to its centroid. */
import { type Matrix, matrixRow } from '../../records/matrix.js';
import { type KmeansOptions, kmeans } from '../kmeans/kmeans.js';
import { squaredDistance } from '../kmeans/squared-distance.js';
import { isTied, leastIndices } from '../ties.js';
import type { Choice, Grouping } from './choice.js';
import { matchFamilies } from './match-families.js';
import type { StrategyDefinition } from './strategy.js';

/** What stands for the clusters: the languages that must be included, then one for each cluster without such. */
interface Representatives {
  readonly chosen: readonly number[];
  /** Whether each cluster is stood for by exactly one language, so that the clusters can stay as they are. */
  readonly onePerCluster: boolean;
}

/** The paper's strategy. */
export const kmeansStrategy: StrategyDefinition = {
  needs: 'vectors',
  draws: true,
  restarts: true,
  title: 'k-means, and the language nearest to each centroid (the paper’s)',
  choose: ({ vectors, choice, seed, restarts, ties }) =>
    chooseByKmeans(vectors(), choice, { seed, restarts, ties }),
};

/**
 * Chooses the language nearest to each centroid; of equally near ones the first.
 *
 * - A cluster that holds languages which must be included is represented by them. Where that makes too many, the
 *   smallest of the other clusters go without, and the languages of such a cluster, as those of one with several
 *   included languages, join the nearest chosen language; centres are then the means of these groups.
 * - Where a family is taken too often, a cluster gives way to the nearest of its languages that the rule allows.
 * @param points [n, d].
 * @throws RangeError where the rule of families leaves a cluster without a language, and as `kmeans` does.
 * Source: paper, section 3.2. Only a cluster's own languages can stand for it.
 */
function chooseByKmeans(points: Matrix, choice: Choice, options: Omit<KmeansOptions, 'count'>): Grouping {
  const clustering = kmeans(points, { ...options, count: choice.count });
  const clusters = membersOf([...clustering.labels], choice.count);
  const toCentroid = (index: number): number =>
    distanceTo(points, index, matrixRow(clustering.centroids, clustering.labels[index] as number));
  const { chosen, onePerCluster } = represent(clusters, choice, toCentroid);
  const labels = [...clustering.labels].map((cluster, index) => {
    const own = chosen.filter((other) => clustering.labels[other] === cluster);
    return chosen.indexOf(own.length === 1 ? (own[0] as number) : nearestIndex(points, index, chosen));
  });
  const groups = membersOf(labels, choice.count);
  const distances = onePerCluster
    ? [...labels.keys()].map(toCentroid)
    : distancesToMeans(points, labels, groups);
  return {
    chosen,
    labels,
    distances,
    tied: chosen.map((index, group) =>
      (groups[group] as number[]).filter(
        (other) => other !== index && isTied(distances[other] as number, distances[index] as number),
      ),
    ),
    inertia: distances.reduce((total, distance) => total + distance * distance, 0),
    iterations: clustering.iterations,
  };
}

function represent(
  clusters: readonly (readonly number[])[],
  { codes, include, quota }: Choice,
  distance: (index: number) => number,
): Representatives {
  const free = clusters.filter((members) => !members.some((index) => include.includes(index)));
  const surplus = include.length + free.length - clusters.length;
  // The sort is stable: of equally small clusters the earlier one goes first.
  const dissolved = [...free].sort((a, b) => a.length - b.length).slice(0, surplus);
  const represented = free.filter((members) => !dissolved.includes(members));
  const preferences = represented.map((members) => nearestFirst(members, distance));
  if (quota === null) {
    const nearest = preferences.map((indices) => indices[0] as number);
    return { chosen: [...include, ...nearest], onePerCluster: surplus === 0 };
  }
  const matched = matchFamilies(preferences, quota, include);
  if ('stuck' in matched) {
    const stuck = (represented[matched.stuck] as readonly number[]).map((index) => codes[index]);
    throw new RangeError(
      `selectLanguages: perFamily must leave every cluster a language, got ${quota.most} and none for the cluster ${stuck.join(', ')}`,
    );
  }
  return { chosen: [...include, ...matched.indices], onePerCluster: surplus === 0 };
}

/** Languages from the nearest to the farthest, equally near ones in the order of the table. */
function nearestFirst(members: readonly number[], distance: (index: number) => number): number[] {
  const rest = [...members];
  return members.map(() => {
    const next = leastIndices(rest.map(distance))[0] as number;
    return rest.splice(next, 1)[0] as number;
  });
}

function membersOf(labels: readonly number[], count: number): number[][] {
  const groups = Array.from({ length: count }, (): number[] => []);
  for (const [index, label] of labels.entries()) groups[label]?.push(index);
  return groups;
}

function nearestIndex(points: Matrix, index: number, others: readonly number[]): number {
  if (others.includes(index)) return index;
  const distances = others.map((other) => distanceTo(points, index, matrixRow(points, other)));
  return others[leastIndices(distances)[0] as number] as number;
}

function distancesToMeans(
  points: Matrix,
  labels: readonly number[],
  groups: readonly (readonly number[])[],
): number[] {
  const means = groups.map((members) => meanRow(points, members));
  return labels.map((label, index) => distanceTo(points, index, means[label] as Float64Array));
}

function meanRow(points: Matrix, members: readonly number[]): Float64Array {
  const mean = new Float64Array(points.columns);
  for (const index of members) {
    for (const [column, value] of matrixRow(points, index).entries()) {
      mean[column] = (mean[column] as number) + value / members.length;
    }
  }
  return mean;
}

function distanceTo({ columns, values }: Matrix, index: number, centre: Float64Array): number {
  return Math.sqrt(squaredDistance(values, index * columns, centre, 0, columns));
}
