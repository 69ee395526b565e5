/** k-medoids: groups around languages instead of means, so that distances alone are enough. */
import type { Matrix } from '../../records/matrix.js';
import { distanceBetween } from '../distance-matrix.js';
import { isTied, leastIndices, TIE_TOLERANCE } from '../ties.js';
import { type Choice, type Grouping, hasRoom } from './choice.js';
import { nearestChosen } from './nearest-chosen.js';
import type { StrategyDefinition } from './strategy.js';

/** One language in place of a chosen one, and the sum of distances that results. */
interface Swap {
  readonly leaves: number;
  readonly enters: number;
  readonly cost: number;
}

/** Groups around languages. */
export const kmedoids: StrategyDefinition = {
  needs: 'distances',
  draws: false,
  title: 'k-medoids (PAM)',
  choose: ({ distances, choice }) => chooseMedoids(distances(), choice),
};

/**
 * Chooses the languages that the others are nearest to in sum, by PAM: BUILD adds one language after another, SWAP
 * exchanges a chosen one as long as that lowers the sum of distances. Nothing is drawn by chance; of equally good ones
 * the first is taken. Languages that must be included are never exchanged.
 * @param distances [n, n].
 * @returns groups of the languages nearest to each chosen one; tied are those of the group with the same sum of
 * distances to its members; iterations are exchanges.
 * Source: L. Kaufman and P. Rousseeuw, "Finding Groups in Data", Wiley, 1990, chapter 2.
 */
function chooseMedoids(distances: Matrix, choice: Choice): Grouping {
  let chosen = build(distances, choice);
  let cost = sum(nearestDistances(distances, chosen));
  let iterations = 0;
  for (;;) {
    const swap = bestSwap(distances, chosen, choice);
    if (swap === null || !(swap.cost < cost * (1 - TIE_TOLERANCE))) break;
    chosen = chosen.map((index) => (index === swap.leaves ? swap.enters : index));
    cost = swap.cost;
    iterations++;
  }
  const grouped = nearestChosen(distances, chosen);
  const tied = chosen.map((index, group) => equalMedoids(distances, grouped.labels, index, group));
  return { chosen, ...grouped, tied, inertia: null, iterations };
}

function build(distances: Matrix, { count, include, quota }: Choice): number[] {
  const chosen = [...include];
  while (chosen.length < count) {
    const nearest = nearestDistances(distances, chosen);
    const open = openIndices(distances, chosen).filter((index) => hasRoom(quota, chosen, index));
    const costs = open.map((index) => costWith(distances, nearest, index));
    chosen.push(open[leastIndices(costs)[0] as number] as number);
  }
  return chosen;
}

function bestSwap(distances: Matrix, chosen: readonly number[], { include, quota }: Choice): Swap | null {
  const swaps = chosen
    .filter((index) => !include.includes(index))
    .flatMap((leaves) => {
      const rest = chosen.filter((index) => index !== leaves);
      const nearest = nearestDistances(distances, rest);
      return openIndices(distances, chosen)
        .filter((index) => hasRoom(quota, rest, index))
        .map((enters): Swap => ({ leaves, enters, cost: costWith(distances, nearest, enters) }));
    });
  const best = leastIndices(swaps.map(({ cost }) => cost))[0];
  return best === undefined ? null : (swaps[best] as Swap);
}

function openIndices({ rows }: Matrix, chosen: readonly number[]): number[] {
  return Array.from({ length: rows }, (_, index) => index).filter((index) => !chosen.includes(index));
}

/** Distance of each language from the nearest chosen one; infinite where none is chosen. [n] */
function nearestDistances(distances: Matrix, chosen: readonly number[]): number[] {
  return Array.from({ length: distances.rows }, (_, index) =>
    Math.min(...chosen.map((other) => distanceBetween(distances, index, other))),
  );
}

function costWith(distances: Matrix, nearest: readonly number[], index: number): number {
  return sum(nearest.map((distance, other) => Math.min(distance, distanceBetween(distances, index, other))));
}

function equalMedoids(distances: Matrix, labels: readonly number[], medoid: number, group: number): number[] {
  const members = [...labels.keys()].filter((index) => labels[index] === group);
  const total = (index: number): number =>
    sum(members.map((other) => distanceBetween(distances, index, other)));
  return members.filter((index) => index !== medoid && isTied(total(index), total(medoid)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
