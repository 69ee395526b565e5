/** Where k-means starts: greedy k-means++, drawn as scikit-learn 1.3.2 draws it. */
import type { NumpyRandom } from '../../base/random/numpy-random.js';
import type { PointDistances } from './point-distances.js';

/** What the seeding of one set of points needs, restart after restart. */
export interface StartOptions {
  /** Number of starting points, 1..n. */
  readonly count: number;
  readonly random: NumpyRandom;
  /** Sums of squared distances that differ by no more than this count as equal. */
  readonly tie: number;
  /** Which of equally good candidates is taken: the first drawn or the last. */
  readonly ties: Ties;
}

/** Which of several equals is taken, in the order of their drawing. */
export type Ties = 'first' | 'last';

/**
 * Chooses points to start from by greedy k-means++: the first at random, each next one out of 2 + ⌊ln k⌋ drawn with
 * probability in proportion to their squared distance to the nearest point chosen before, namely the one that leaves
 * the smallest sum of such distances.
 * @param size number of points n.
 * @returns indices of `count` different points.
 * @throws RangeError where fewer than `count` of the points differ.
 * Source: D. Arthur and S. Vassilvitskii, "k-means++", SODA 2007, in the greedy form of their section 6.
 */
export function kmeansStart(
  size: number,
  distancesFrom: PointDistances,
  { count, random, tie, ties }: StartOptions,
): number[] {
  const trials = 2 + Math.floor(Math.log(count));
  const first = random.choice(new Float64Array(size).fill(1 / size));
  const chosen = [first];
  const nearest = Float64Array.from(distancesFrom(first));
  let potential = sum(nearest);
  while (chosen.length < count) {
    if (potential === 0) {
      throw new RangeError(
        `kmeans: count must be in 1..${chosen.length}, the different points, got ${count}`,
      );
    }
    const drawn = drawCandidates(nearest, potential, trials, random);
    const best = bestCandidate(ties === 'last' ? drawn.toReversed() : drawn, nearest, distancesFrom, tie);
    lower(nearest, distancesFrom(best));
    potential = sum(nearest);
    chosen.push(best);
  }
  return chosen;
}

/** Indices drawn with probability in proportion to the weights: all draws first, as NumPy fills an array. */
function drawCandidates(
  weights: Float64Array,
  total: number,
  trials: number,
  random: NumpyRandom,
): readonly number[] {
  const candidates: number[] = [];
  for (let trial = 0; trial < trials; trial++) candidates.push(indexAt(weights, random.random() * total));
  return candidates;
}

/** First index up to which the weights sum to at least `target`; the last one where rounding keeps them below. */
function indexAt(weights: Float64Array, target: number): number {
  let cumulative = 0;
  for (let index = 0; index < weights.length; index++) {
    cumulative += weights[index] as number;
    if (cumulative >= target) return index;
  }
  return weights.length - 1;
}

/** The candidate that leaves the smallest sum of distances; the first of equal ones. */
function bestCandidate(
  candidates: readonly number[],
  nearest: Float64Array,
  distancesFrom: PointDistances,
  tie: number,
): number {
  let best = candidates[0] as number;
  let bestPotential = Infinity;
  for (const candidate of candidates) {
    const potential = sumOfLower(nearest, distancesFrom(candidate));
    if (potential < bestPotential - tie) {
      best = candidate;
      bestPotential = potential;
    }
  }
  return best;
}

function sumOfLower(left: Float64Array, right: Float64Array): number {
  let total = 0;
  for (let index = 0; index < left.length; index++) {
    total += Math.min(left[index] as number, right[index] as number);
  }
  return total;
}

/** Lowers each value to the other array's where that is smaller. */
function lower(values: Float64Array, others: Float64Array): void {
  for (let index = 0; index < values.length; index++) {
    values[index] = Math.min(values[index] as number, others[index] as number);
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
