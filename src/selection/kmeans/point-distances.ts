import type { Matrix } from '../../records/matrix.js';
import { squaredDistance } from './squared-distance.js';

/** Gives the squared distances from the point with an index to all n points; not to be changed. */
export type PointDistances = (index: number) => Float64Array;

/**
 * Squared distances between points, each row computed when it is first asked for and then kept. What the row of the
 * other point has is taken from there: to the last bit it is the same.
 */
export function pointDistances({ rows, columns, values }: Matrix): PointDistances {
  const known: (Float64Array | undefined)[] = new Array(rows);
  return (index) => {
    const kept = known[index];
    if (kept !== undefined) return kept;
    const distances = new Float64Array(rows);
    for (let other = 0; other < rows; other++) {
      distances[other] =
        known[other]?.[index] ?? squaredDistance(values, index * columns, values, other * columns, columns);
    }
    known[index] = distances;
    return distances;
  };
}
