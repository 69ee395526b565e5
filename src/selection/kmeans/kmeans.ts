/** k-means as the paper ran it: the results of scikit-learn 1.3.2's `KMeans`. */
import { checkInteger } from '../../base/check-integer.js';
import { NumpyRandom } from '../../base/random/numpy-random.js';
import type { Matrix } from '../../records/matrix.js';
import { kmeansStart, type Ties } from './kmeans-start.js';
import { type Clustering, lloyd } from './lloyd.js';
import { pointDistances } from './point-distances.js';

/** scikit-learn's `tol`: the shift at which to stop, as a share of the features' mean variance. */
const SHIFT_TOLERANCE = 1e-4;
/** scikit-learn's `max_iter`. */
const MAX_ITERATIONS = 300;
/** Far above the rounding of sums of squares (some 1e-15 of the whole), far below what tells languages apart. */
const TIE_TOLERANCE = 1e-12;

/** How to cluster. */
export interface KmeansOptions {
  /** Number of clusters k, 1..n. */
  readonly count: number;
  /** scikit-learn's `random_state`: integer in 0..2³²−1 (default 0). */
  readonly seed?: number;
  /** scikit-learn's `n_init`: how often to start afresh, at least 1 (default 10, as in the paper). */
  readonly restarts?: number;
  /**
   * Which of equally good points to start from: the first drawn (default), as scikit-learn's rule is where rounding
   * does not break the tie, or the last drawn. A result that changes with this hangs on a tie.
   */
  readonly ties?: Ties;
}

/** The best clustering over the restarts, and the options that made it. */
export interface Kmeans extends Clustering, Required<KmeansOptions> {}

/**
 * Clusters points by k-means: greedy k-means++, then Lloyd's iterations, restarted; the least inertia wins.
 *
 * Distances and sums that differ only by rounding (1e-12 of the points' scatter) count as equal, and the first is
 * taken: the answer is the same on every machine. scikit-learn leaves such ties to the last bits, and then answers
 * differently from processor to processor. Labels, inertia and iterations are those of scikit-learn where no tie
 * decides, and everywhere once its ties are kept as ties; `test/reference/kmeans.py` counts both.
 * @param points [n, d], finite.
 * @returns labels, [k, d] centroids, inertia and iterations of the best start, and the options.
 * @throws RangeError where an option is out of its range, a value is not finite, or fewer than k points differ.
 * Source: paper, section 3.2, which names k-means with k = 14; the rest is scikit-learn's documented behaviour.
 * @example
 * ```ts
 * import { kmeans, readFeatures } from 'lingtune';
 *
 * const { labels, inertia } = kmeans(readFeatures('geo').matrix, { count: 14, seed: 66 });
 * ```
 */
export function kmeans(
  points: Matrix,
  { count, seed = 0, restarts = 10, ties = 'first' }: KmeansOptions,
): Kmeans {
  checkInteger('kmeans: count', count, 1, points.rows);
  checkInteger('kmeans: seed', seed, 0, 2 ** 32 - 1);
  checkInteger('kmeans: restarts', restarts, 1, Number.MAX_SAFE_INTEGER);
  if (ties !== 'first' && ties !== 'last') {
    throw new RangeError(`kmeans: ties must be first or last, got ${ties}`);
  }
  checkFinite(points);
  const { centred, mean, scatter } = centre(points);
  const tie = TIE_TOLERANCE * scatter;
  const distancesFrom = pointDistances(centred);
  const startOptions = { count, random: new NumpyRandom(seed), tie, ties };
  const lloydOptions = {
    tolerance: (SHIFT_TOLERANCE * scatter) / points.values.length,
    maxIterations: MAX_ITERATIONS,
    tie: tie / points.rows,
  };
  const runOnce = (): Clustering =>
    lloyd(centred, distancesFrom, kmeansStart(points.rows, distancesFrom, startOptions), lloydOptions);
  let best = runOnce();
  for (let restart = 1; restart < restarts; restart++) {
    const next = runOnce();
    if (next.inertia < best.inertia - tie && !isRelabelled(next.labels, best.labels)) best = next;
  }
  return { ...best, centroids: shift(best.centroids, mean), count, seed, restarts, ties };
}

function checkFinite({ columns, values }: Matrix): void {
  const place = values.findIndex((value) => !Number.isFinite(value));
  if (place === -1) return;
  throw new RangeError(
    `kmeans: point ${Math.floor(place / columns)}, value ${place % columns} must be finite, got ${values[place]}`,
  );
}

/** The points around their mean, [d], and the sum of their squared distances to it. */
function centre({ rows, columns, values }: Matrix): {
  centred: Matrix;
  mean: Float64Array;
  scatter: number;
} {
  const mean = new Float64Array(columns);
  for (let place = 0; place < values.length; place++) {
    const column = place % columns;
    mean[column] = (mean[column] as number) + (values[place] as number) / rows;
  }
  const centred = values.map((value, place) => value - (mean[place % columns] as number));
  const scatter = centred.reduce((sum, value) => sum + value * value, 0);
  if (!Number.isFinite(scatter)) {
    throw new RangeError(
      'kmeans: values must be small enough for finite sums of squares, got an infinite one',
    );
  }
  return { centred: { rows, columns, values: centred }, mean, scatter };
}

/** Each row moved by a vector, as a new matrix. */
function shift({ rows, columns, values }: Matrix, by: Float64Array): Matrix {
  return { rows, columns, values: values.map((value, place) => value + (by[place % columns] as number)) };
}

/** Whether two labellings are the same clusters under other numbers. */
function isRelabelled(labels: Int32Array, others: Int32Array): boolean {
  const partners = new Map<number, number>();
  for (const [point, label] of labels.entries()) {
    const other = others[point] as number;
    if ((partners.get(label) ?? other) !== other) return false;
    partners.set(label, other);
  }
  return true;
}
