import { type Matrix, matrixRow } from '../src/records/matrix.js';

/** Of a point's squared length, a part below this outside of the others' span is rounding. */
const SMALLEST_REST = 1e-12;

/**
 * Coordinates with the same distances as some points, in as many dimensions as n points can need.
 *
 * The points' centred Gram matrix G holds their distances and nothing else, and its Cholesky factor L, with L · Lᵀ = G,
 * has one row a point with the same inner products. The rank of G is n − 1, so that L needs n − 1 columns only.
 * @param points [n, d], n ≥ 2, affinely independent: none is a mean of others with weights of either sign.
 * @returns [n, n − 1], centred; value j of row i is 0 where j > i.
 * @throws RangeError where the points are not affinely independent, for example two are equal.
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
      if (i === j && !(rest > SMALLEST_REST * (gram[i * n + i] ?? 0))) {
        throw new RangeError(
          `isometricCoordinates: points must be affinely independent, got row ${j} that follows from others`,
        );
      }
      values[i * columns + j] = i === j ? Math.sqrt(rest) : rest / at(j, j);
    }
  }
  return { rows: n, columns, values };
}

/** Inner products of all pairs of points about their mean, [n, n] row by row. */
function centredGram(points: Matrix): Float64Array {
  const rows = Array.from({ length: points.rows }, (_, index) => matrixRow(points, index));
  const mean = Array.from({ length: points.columns }, (_, k) =>
    sum(rows.map((row) => (row[k] ?? 0) / rows.length)),
  );
  const centred = rows.map((row) => mean.map((middle, k) => (row[k] ?? 0) - middle));
  return Float64Array.from(
    centred.flatMap((a) => centred.map((b) => sum(a.map((value, k) => value * (b[k] ?? 0))))),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
