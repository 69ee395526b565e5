/** The steps of Lloyd's algorithm, each on the same flat buffers: nothing is allocated between two iterations. */
import { type Matrix, matrixRow } from '../../records/matrix.js';
import { fillEmptyClusters } from './empty-clusters.js';
import type { PointDistances } from './point-distances.js';
import { squaredDistance } from './squared-distance.js';

/** The buffers of one run: n points of d values in k clusters. */
export interface LloydState {
  /** [n, d] */
  readonly points: Matrix;
  /** Cluster of each point, 0..k−1. [n] */
  readonly labels: Int32Array;
  /** [k, d] */
  centroids: Float64Array;
  /** Where `moveCentroids` writes; the centroids of the step before it. [k, d] */
  spare: Float64Array;
  /** Number of points of each cluster. [k] */
  readonly sizes: Float64Array;
  /** Squared distance from each centroid to where it was before. [k] */
  readonly shifts: Float64Array;
  /** Squared distances from centroids to points. [k, n] */
  readonly distances: Float64Array;
}

/** Centroids at the points with the indices given, and their distances; no labels yet. */
export function startState(
  points: Matrix,
  distancesFrom: PointDistances,
  start: readonly number[],
): LloydState {
  const { rows, columns } = points;
  const state: LloydState = {
    points,
    labels: new Int32Array(rows),
    centroids: new Float64Array(start.length * columns),
    spare: new Float64Array(start.length * columns),
    sizes: new Float64Array(start.length),
    shifts: new Float64Array(start.length),
    distances: new Float64Array(start.length * rows),
  };
  for (const [cluster, point] of start.entries()) {
    state.centroids.set(matrixRow(points, point), cluster * columns);
    state.distances.set(distancesFrom(point), cluster * rows);
  }
  return state;
}

/**
 * Labels each point with the nearest centroid.
 * @param tie distances that differ by no more are equal, and the first centroid of equal ones is taken.
 */
export function assign({ points: { rows }, labels, shifts, distances }: LloydState, tie: number): void {
  for (let point = 0; point < rows; point++) {
    let nearest = 0;
    let least = distances[point] as number;
    for (let cluster = 1; cluster < shifts.length; cluster++) {
      const distance = distances[cluster * rows + point] as number;
      if (distance < least - tie) {
        nearest = cluster;
        least = distance;
      }
    }
    labels[point] = nearest;
  }
}

/** Moves each centroid to the mean of its points, and measures its shift and its distances to all points. */
export function moveCentroids(state: LloydState): void {
  shiftCentroids(state);
  measure(state);
}

/** Moves each centroid to the mean of its points, and measures its shift; the distances are those of before. */
export function shiftCentroids(state: LloydState): void {
  const { points, labels, centroids, spare: next, sizes, shifts, distances } = state;
  const { columns } = points;
  sumClusters(points, labels, next, sizes);
  fillEmptyClusters(points, labels, distances, next, sizes);
  divideBySizes(next, sizes, columns);
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    shifts[cluster] = squaredDistance(next, cluster * columns, centroids, cluster * columns, columns);
  }
  state.centroids = next;
  state.spare = centroids;
}

/** Distances to the centroids that moved; those to the others stand as they are. */
function measure({ points, centroids, shifts, distances }: LloydState): void {
  const { rows, columns, values } = points;
  for (let cluster = 0; cluster < shifts.length; cluster++) {
    if (shifts[cluster] === 0) continue;
    for (let point = 0; point < rows; point++) {
      distances[cluster * rows + point] = squaredDistance(
        values,
        point * columns,
        centroids,
        cluster * columns,
        columns,
      );
    }
  }
}

/** Sums of each cluster's points, and their number. */
function sumClusters(
  { rows, columns, values }: Matrix,
  labels: Int32Array,
  sums: Float64Array,
  sizes: Float64Array,
): void {
  sums.fill(0);
  sizes.fill(0);
  for (let point = 0; point < rows; point++) {
    const cluster = labels[point] as number;
    sizes[cluster] = (sizes[cluster] as number) + 1;
    const [to, from] = [cluster * columns, point * columns];
    for (let column = 0; column < columns; column++) {
      sums[to + column] = (sums[to + column] as number) + (values[from + column] as number);
    }
  }
}

/** Sums to means; a cluster that still has no point waits at the centroid of the largest. */
function divideBySizes(sums: Float64Array, sizes: Float64Array, columns: number): void {
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    const share = 1 / Math.max(1, sizes[cluster] as number);
    for (let column = cluster * columns; column < (cluster + 1) * columns; column++) {
      sums[column] = (sums[column] as number) * share;
    }
  }
  const largest = sizes.indexOf(sizes.reduce((most, size) => Math.max(most, size))) * columns;
  for (let cluster = sizes.indexOf(0); cluster !== -1; cluster = sizes.indexOf(0, cluster + 1)) {
    sums.copyWithin(cluster * columns, largest, largest + columns);
  }
}
