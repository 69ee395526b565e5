/** Which points stand for the clusters: the ones nearest to the centroids. */
import type { Matrix } from '../../records/matrix.js';
import { TIE_TOLERANCE } from '../ties.js';
import type { Clustering } from './lloyd.js';
import { squaredDistance } from './squared-distance.js';

/** How near counts as equally near. */
export interface NearestOptions {
  /** Relative difference of distances up to which points are tied, at least 0 (default 1e-6). */
  readonly tolerance?: number;
}

/** The point that stands for one cluster. */
export interface Nearest {
  /** Index of the point: the lowest of the tied ones. */
  readonly chosen: number;
  /** Indices of all points as near as the nearest, ascending; `chosen` is the first. */
  readonly tied: readonly number[];
  /** Euclidean distance from the centroid to the nearest point. */
  readonly distance: number;
}

/**
 * Finds the point nearest to each centroid, and the points exactly as near. In a cluster of two points both are
 * always equally near, so without a rule the last bits of the arithmetic would choose.
 * @param points [n, d], the points that were clustered.
 * @param clustering result of `kmeans` on them.
 * @returns one entry a cluster, in the order of the clusters.
 * @throws RangeError where the tolerance is not a number of at least 0, or points and centroids differ in width.
 * Source: paper, section 3.2. Points of other clusters count too, as in scikit-learn's
 * `pairwise_distances_argmin_min`; unlike there, ties go to the lowest index whatever the rounding.
 */
export function nearestToCentroids(
  points: Matrix,
  { centroids }: Pick<Clustering, 'centroids'>,
  { tolerance = TIE_TOLERANCE }: NearestOptions = {},
): Nearest[] {
  if (!(tolerance >= 0)) {
    throw new RangeError(`nearestToCentroids: tolerance must be at least 0, got ${tolerance}`);
  }
  if (points.columns !== centroids.columns) {
    throw new RangeError(
      `nearestToCentroids: points must be of width ${centroids.columns} as the centroids, got ${points.columns}`,
    );
  }
  return Array.from({ length: centroids.rows }, (_, cluster) =>
    nearest(distancesToCentroid(points, centroids, cluster), tolerance),
  );
}

function distancesToCentroid(
  { rows, columns, values }: Matrix,
  centroids: Matrix,
  cluster: number,
): number[] {
  return Array.from({ length: rows }, (_, point) =>
    Math.sqrt(squaredDistance(values, point * columns, centroids.values, cluster * columns, columns)),
  );
}

function nearest(distances: readonly number[], tolerance: number): Nearest {
  const distance = distances.reduce((least, next) => Math.min(least, next));
  const limit = distance * (1 + tolerance);
  const chosen = distances.findIndex((next) => next <= limit);
  return {
    chosen,
    tied: [...distances.keys()].filter((point) => (distances[point] ?? NaN) <= limit),
    distance,
  };
}
