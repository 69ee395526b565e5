/** k-medoids: groups around languages instead of means, so that distances alone are enough. */
import type { Matrix } from '../../records/matrix.js';
import { distanceBetween } from '../distance-matrix.js';
import { isTied, leastPlaces, TIE_TOLERANCE } from '../ties.js';
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
    chosen = chosen.map((place) => (place === swap.leaves ? swap.enters : place));
    cost = swap.cost;
    iterations++;
  }
  const grouped = nearestChosen(distances, chosen);
  const tied = chosen.map((place, group) => equalMedoids(distances, grouped.labels, place, group));
  return { chosen, ...grouped, tied, inertia: null, iterations };
}

function build(distances: Matrix, { count, include, quota }: Choice): number[] {
  const chosen = [...include];
  while (chosen.length < count) {
    const nearest = nearestDistances(distances, chosen);
    const open = openPlaces(distances, chosen).filter((place) => hasRoom(quota, chosen, place));
    const costs = open.map((place) => costWith(distances, nearest, place));
    chosen.push(open[leastPlaces(costs)[0] as number] as number);
  }
  return chosen;
}

function bestSwap(distances: Matrix, chosen: readonly number[], { include, quota }: Choice): Swap | null {
  const swaps = chosen
    .filter((place) => !include.includes(place))
    .flatMap((leaves) => {
      const rest = chosen.filter((place) => place !== leaves);
      const nearest = nearestDistances(distances, rest);
      return openPlaces(distances, chosen)
        .filter((place) => hasRoom(quota, rest, place))
        .map((enters): Swap => ({ leaves, enters, cost: costWith(distances, nearest, enters) }));
    });
  const best = leastPlaces(swaps.map(({ cost }) => cost))[0];
  return best === undefined ? null : (swaps[best] as Swap);
}

function openPlaces({ rows }: Matrix, chosen: readonly number[]): number[] {
  return Array.from({ length: rows }, (_, place) => place).filter((place) => !chosen.includes(place));
}

/** Distance of each language from the nearest chosen one; infinite where none is chosen. [n] */
function nearestDistances(distances: Matrix, chosen: readonly number[]): number[] {
  return Array.from({ length: distances.rows }, (_, place) =>
    Math.min(...chosen.map((other) => distanceBetween(distances, place, other))),
  );
}

function costWith(distances: Matrix, nearest: readonly number[], place: number): number {
  return sum(nearest.map((distance, other) => Math.min(distance, distanceBetween(distances, place, other))));
}

function equalMedoids(distances: Matrix, labels: readonly number[], medoid: number, group: number): number[] {
  const members = [...labels.keys()].filter((place) => labels[place] === group);
  const total = (place: number): number =>
    sum(members.map((other) => distanceBetween(distances, place, other)));
  return members.filter((place) => place !== medoid && isTied(total(place), total(medoid)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
