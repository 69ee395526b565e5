import type { Matrix } from '../src/util/matrix.js';
import { matrixRow } from '../src/util/matrix.js';

/**
 * Coordinates with the same distances as some points, in the fewest dimensions that any n points need.
 *
 * The points' centred Gram matrix G holds all their distances and nothing else; its Cholesky factor L, with
 * L · Lᵀ = G, is one set of points that has them. G has rank n − 1 at most, so the last column of L is 0 and left out.
 * @param points [n, d], in general position: no n − 1 of them on a flat of n − 3 dimensions, n ≥ 2.
 * @returns [n, n − 1], centred; value j of row i is 0 where j > i.
 * @throws RangeError where the points are not in general position.
 */
export function isometricCoordinates(points: Matrix): Matrix {
  const { rows: n } = points;
  const gram = centredGram(points);
  const columns = n - 1;
  const values = new Float64Array(n * columns);
  const at = (i: number, j: number): number => values[i * columns + j] ?? 0;
  for (let j = 0; j < columns; j += 1) {
    for (let i = j; i < n; i += 1) {
      let rest = gram[i * n + j] ?? 0;
      for (let k = 0; k < j; k += 1) rest -= at(i, k) * at(j, k);
      if (i === j && !(rest > 0)) {
        throw new RangeError(
          `isometricCoordinates: the points must be in general position, got row ${j} on others’ flat`,
        );
      }
      values[i * columns + j] = i === j ? Math.sqrt(rest) : rest / at(j, j);
    }
  }
  return { rows: n, columns, values };
}

/** Inner products of all pairs of points about their mean. */
function centredGram(points: Matrix): Float64Array {
  const { rows: n, columns: d } = points;
  const mean = new Float64Array(d);
  for (const index of Array.from({ length: n }, (_, row) => row)) {
    matrixRow(points, index).forEach((value, column) => {
      mean[column] = (mean[column] ?? 0) + value / n;
    });
  }
  const centred = Array.from({ length: n }, (_, index) =>
    matrixRow(points, index).map((value, column) => value - (mean[column] ?? 0)),
  );
  return Float64Array.from({ length: n * n }, (_, index) => {
    const other = centred[index % n];
    return centred[Math.floor(index / n)]?.reduce((sum, value, k) => sum + value * (other?.[k] ?? 0), 0) ?? 0;
  });
}
