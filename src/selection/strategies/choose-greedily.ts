/** Strategies that choose one language after another, each time the best one beside those chosen before. */
import type { Matrix } from '../../records/matrix.js';
import { distanceBetween } from '../distance-matrix.js';
import { leastIndices } from '../ties.js';
import { type Choice, type Grouping, hasRoom } from './choice.js';
import { nearestChosen } from './nearest-chosen.js';
import type { StrategyDefinition } from './strategy.js';

/** How good each language would be beside the chosen ones: the higher the better. [n] */
type Gains = (distances: Matrix, chosen: readonly number[]) => number[];

/**
 * Adds the language with the largest sum of distances to the chosen ones; the first is the one with the largest to all.
 * Source: Ploeger et al., "A Principled Framework for Evaluating on Typologically Diverse Languages", Computational
 * Linguistics 52(1), 2026.
 */
export const maxsum: StrategyDefinition = greedy('largest sum of distances, one by one', sumOfDistances);

/**
 * Adds the language farthest from the chosen one nearest to it (k-centre, farthest first); starts as `maxsum` does.
 * Source: the same.
 */
export const maxmin: StrategyDefinition = greedy(
  'farthest from those chosen, one by one (k-centre)',
  (distances, chosen) =>
    chosen.length === 0
      ? sumOfDistances(distances, chosen)
      : indices(distances).map((index) => Math.min(...chosen.map(to(distances, index)))),
);

/**
 * Adds the language that most raises the sum, over all languages, of the similarity to the nearest chosen one;
 * similarity is 1 − distance / largest distance, from 0 to 1.
 * Source: Nemhauser, Wolsey and Fisher, "An analysis of approximations for maximizing submodular set functions",
 * Mathematical Programming 14, 1978.
 */
export const facility: StrategyDefinition = greedy(
  'facility location: most similar to all, one by one',
  (distances, chosen) => {
    // Distances saved instead of similarity gained: the same but for a constant factor.
    const largest = distances.values.reduce((high, value) => Math.max(high, value), 0);
    const nearest = indices(distances).map((index) => Math.min(largest, ...chosen.map(to(distances, index))));
    return indices(distances).map((index) =>
      sum(nearest.map((distance, other) => Math.max(0, distance - distanceBetween(distances, index, other)))),
    );
  },
);

function greedy(title: string, gainsOf: Gains): StrategyDefinition {
  return {
    needs: 'distances',
    draws: false,
    title,
    choose: ({ distances, choice }) => chooseGreedily(distances(), choice, gainsOf),
  };
}

/**
 * Chooses languages one by one, beginning with those that must be included; of equally good ones the first.
 * @param distances [n, n].
 * @returns groups of the languages nearest to each chosen one; tied are those of the group that were as good as the
 * chosen one when it was chosen.
 */
function chooseGreedily(distances: Matrix, choice: Choice, gainsOf: Gains): Grouping {
  const chosen = [...choice.include];
  const equals: number[][] = chosen.map(() => []);
  while (chosen.length < choice.count) {
    const gains = gainsOf(distances, chosen);
    const open = indices(distances).filter(
      (index) => !chosen.includes(index) && hasRoom(choice.quota, chosen, index),
    );
    const best = leastIndices(open.map((index) => -(gains[index] as number))).map(
      (rank) => open[rank] as number,
    );
    chosen.push(best[0] as number);
    equals.push(best.slice(1));
  }
  const grouped = nearestChosen(distances, chosen);
  const tied = equals.map((others, group) =>
    others.filter((index) => grouped.labels[index] === group && !chosen.includes(index)),
  );
  return { chosen, ...grouped, tied, inertia: null, iterations: null };
}

function sumOfDistances(distances: Matrix, chosen: readonly number[]): number[] {
  const others = chosen.length === 0 ? indices(distances) : chosen;
  return indices(distances).map((index) => sum(others.map(to(distances, index))));
}

function indices({ rows }: Matrix): number[] {
  return Array.from({ length: rows }, (_, index) => index);
}

function to(distances: Matrix, index: number): (other: number) => number {
  return (other) => distanceBetween(distances, index, other);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
