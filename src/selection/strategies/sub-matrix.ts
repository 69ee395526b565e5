import { type Matrix, matrixRow } from '../../records/matrix.js';

/** Some rows of a matrix, in the order given. */
export function subRows(matrix: Matrix, rows: readonly number[]): Matrix {
  const values = new Float64Array(rows.length * matrix.columns);
  for (const [place, row] of rows.entries()) values.set(matrixRow(matrix, row), place * matrix.columns);
  return { rows: rows.length, columns: matrix.columns, values };
}

/** The same rows and columns of a square matrix, in the order given. */
export function subSquare(matrix: Matrix, places: readonly number[]): Matrix {
  const values = places.flatMap((row) =>
    places.map((column) => matrix.values[row * matrix.columns + column] as number),
  );
  return { rows: places.length, columns: places.length, values: Float64Array.from(values) };
}
