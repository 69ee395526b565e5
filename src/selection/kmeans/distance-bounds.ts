/**
 * Labels points with their nearest centroids without measuring all distances: a centroid that was far from a point and
 * moved little is still far. What is decided, and every number, is as if all were measured.
 * Source: C. Elkan, "Using the triangle inequality to accelerate k-means", ICML 2003, in the form that keeps a bound for
 * each point and centroid. Deviation: ties are those of `assign`, for which nearly equal distances are measured anew.
 */
import type { LloydState } from './lloyd-state.js';
import { squaredDistance } from './squared-distance.js';

/** Far above the rounding of a bound after hundreds of steps, far below what a bound saves. */
const SLACK = 1e-9;

/** What distances cannot have fallen below. */
export interface DistanceBounds {
  /** Distance from each point to each centroid when it was measured last, plus how far that had moved then. [n, k] */
  readonly measured: Float64Array;
  /** How far each centroid has moved in all. [k] */
  readonly moved: Float64Array;
}

/** Bounds of a state whose distances are all measured. */
export function startBounds({ points: { rows }, sizes, distances }: LloydState): DistanceBounds {
  const count = sizes.length;
  const measured = new Float64Array(rows * count);
  for (let cluster = 0; cluster < count; cluster++) {
    for (let point = 0; point < rows; point++) {
      measured[point * count + cluster] = Math.sqrt(distances[cluster * rows + point] as number);
    }
  }
  return { measured, moved: new Float64Array(count) };
}

/** Takes note of the last step of the centroids. */
export function noteShifts({ moved }: DistanceBounds, { shifts }: LloydState): void {
  for (let cluster = 0; cluster < shifts.length; cluster++) {
    const shift = Math.sqrt(shifts[cluster] as number) * (1 + SLACK);
    moved[cluster] = (moved[cluster] as number) + shift;
  }
}

/**
 * Does what `assign` does. Of the state's distances only those between points and their own centroids are true afterwards.
 * @param tie distances that differ by no more are equal, and the first centroid of equal ones is taken.
 */
export function assignWithin(state: LloydState, { measured, moved }: DistanceBounds, tie: number): void {
  const { points, labels, centroids, distances } = state;
  const { rows, columns, values } = points;
  const count = moved.length;
  const nearClusters = new Int32Array(count);
  const nearDistances = new Float64Array(count);
  for (let point = 0; point < rows; point++) {
    const base = point * count;
    const own = labels[point] as number;
    let near = 1;
    let least = squaredDistance(values, point * columns, centroids, own * columns, columns);
    let reach = Math.sqrt(least + 3 * tie) * (1 + SLACK);
    nearClusters[0] = own;
    nearDistances[0] = least;
    measured[base + own] = Math.sqrt(least) + (moved[own] as number);
    for (let cluster = 0; cluster < count; cluster++) {
      const bound = (measured[base + cluster] as number) * (1 - SLACK / 1000) - (moved[cluster] as number);
      if (bound > reach || cluster === own) continue;
      const distance = squaredDistance(values, point * columns, centroids, cluster * columns, columns);
      measured[base + cluster] = Math.sqrt(distance) + (moved[cluster] as number);
      if (distance > least + 3 * tie) continue;
      nearClusters[near] = cluster;
      nearDistances[near] = distance;
      near += 1;
      if (distance >= least) continue;
      least = distance;
      reach = Math.sqrt(least + 3 * tie) * (1 + SLACK);
    }
    const nearest =
      firstNearest(nearClusters, nearDistances, { near, least, tie }) ?? scanAll(state, point, tie);
    labels[point] = nearest;
    distances[nearest * rows + point] = squaredDistance(
      values,
      point * columns,
      centroids,
      nearest * columns,
      columns,
    );
  }
}

/** Measures the distances between points and their own centroids where these are now. */
export function measureOwn({ points, labels, centroids, distances }: LloydState): void {
  const { rows, columns, values } = points;
  for (let point = 0; point < rows; point++) {
    const own = labels[point] as number;
    distances[own * rows + point] = squaredDistance(
      values,
      point * columns,
      centroids,
      own * columns,
      columns,
    );
  }
}

/**
 * The first centroid as near as the nearest; `undefined` where some are nearer than three ties to it and farther than
 * half of one, since then the order in which they are looked at decides.
 */
function firstNearest(
  clusters: Int32Array,
  distances: Float64Array,
  { near, least, tie }: { near: number; least: number; tie: number },
): number | undefined {
  let first: number | undefined;
  for (let place = 0; place < near; place++) {
    const over = (distances[place] as number) - least;
    if (over > 3 * tie) continue;
    if (over > tie / 2) return undefined;
    const cluster = clusters[place] as number;
    if (first === undefined || cluster < first) first = cluster;
  }
  return first;
}

/** What `assign` decides where it has all distances. */
function scanAll({ points, centroids, sizes }: LloydState, point: number, tie: number): number {
  const { columns, values } = points;
  let [nearest, least] = [0, Number.POSITIVE_INFINITY];
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    const distance = squaredDistance(values, point * columns, centroids, cluster * columns, columns);
    if (distance < least - tie) [nearest, least] = [cluster, distance];
  }
  return nearest;
}
