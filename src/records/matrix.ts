/** A dense matrix of numbers, row by row in one array: n points of d values. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns values; the value of row i, column j stands at i · columns + j. */
  readonly values: Float64Array;
}

/**
 * A matrix from rows of numbers.
 * @throws RangeError where there is no row, a row is empty or of another length, or a value is not finite.
 */
export function matrixFromRows(rows: readonly (readonly number[])[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) throw new RangeError('matrixFromRows: rows must hold at least one value, got none');
  const values = new Float64Array(rows.length * columns);
  for (const [index, row] of rows.entries()) {
    if (row.length !== columns) {
      throw new RangeError(`matrixFromRows: row ${index} must hold ${columns} values, got ${row.length}`);
    }
    for (const [column, value] of row.entries()) {
      if (!Number.isFinite(value)) {
        throw new RangeError(`matrixFromRows: row ${index}, column ${column} must be finite, got ${value}`);
      }
      values[index * columns + column] = value;
    }
  }
  return { rows: rows.length, columns, values };
}

/** One row of a matrix, without copying. */
export function matrixRow({ columns, values }: Matrix, index: number): Float64Array {
  return values.subarray(index * columns, (index + 1) * columns);
}

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
