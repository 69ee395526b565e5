/** k-means over numbers of clusters: where the inertia bends, and where the silhouette is highest. */
import type { FeatureTable } from '../../languages/feature-table.js';
import { distanceMatrix } from '../distance-matrix.js';
import { kmeans } from '../kmeans/kmeans.js';
import { silhouetteScore } from './silhouette.js';

/** Numbers of clusters to try, and how. */
export interface SweepOptions {
  /** Numbers of clusters (default: 1..n). */
  readonly counts?: readonly number[];
  /** Default 0. */
  readonly seed?: number;
  /** Restarts of k-means (default 10, as in the paper). */
  readonly restarts?: number;
}

/** One number of clusters. */
export interface SweepPoint {
  readonly count: number;
  /** Sum of squared distances from the centroids. */
  readonly inertia: number;
  /** Mean silhouette, −1..1; `null` for one cluster and for as many as languages, which have none. */
  readonly silhouette: number | null;
  readonly iterations: number;
}

/**
 * Inertia (for an elbow) and mean silhouette of k-means for several numbers of clusters.
 * @returns one point a count, in the order given.
 * @throws RangeError as `kmeans` does.
 * @example
 * ```ts
 * import { readFeatures, show, sweepCounts, sweepPlot } from 'lingtune';
 *
 * await show(sweepPlot(sweepCounts(readFeatures('geo'), { counts: [2, 4, 8, 14, 20], restarts: 2 })));
 * ```
 */
export function sweepCounts(
  features: FeatureTable,
  { counts = features.codes.map((_, index) => index + 1), seed = 0, restarts = 10 }: SweepOptions = {},
): SweepPoint[] {
  const distances = distanceMatrix(features);
  return counts.map((count) => {
    const { labels, inertia, iterations } = kmeans(features.matrix, { count, seed, restarts });
    const defined = count > 1 && count < labels.length;
    return { count, inertia, silhouette: defined ? silhouetteScore(distances, labels) : null, iterations };
  });
}
