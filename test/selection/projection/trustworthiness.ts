import type { Matrix } from '../../../src/records/matrix.js';

/**
 * How far near points of a map are near in truth: 1 less a penalty for each of a point's k neighbours on the map that
 * is not among its k nearest in truth, by its rank there.
 * @param truth distances, [n, n].
 * @param map distances, [n, n].
 * @returns 0..1.
 * Source: J. Venna and S. Kaski, 2001; as scikit-learn's `trustworthiness` has it.
 */
export function trustworthiness(truth: Matrix, map: Matrix, k: number): number {
  const count = truth.rows;
  let penalty = 0;
  for (let point = 0; point < count; point++) {
    const ranks = new Map(neighbours(truth, point).map((other, index) => [other, index + 1]));
    for (const other of neighbours(map, point).slice(0, k)) {
      penalty += Math.max(0, (ranks.get(other) ?? NaN) - k);
    }
  }
  return 1 - (2 / (count * k * (2 * count - 3 * k - 1))) * penalty;
}

/** The other points, nearest first. */
function neighbours({ rows, values }: Matrix, point: number): number[] {
  const distance = (other: number): number => values[point * rows + other] ?? NaN;
  return Array.from({ length: rows }, (_, other) => other)
    .filter((other) => other !== point)
    .sort((a, b) => distance(a) - distance(b));
}
