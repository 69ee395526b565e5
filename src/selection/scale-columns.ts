/** Ways to make kinds of features comparable before they are joined. */

/**
 * - `none` leaves the vectors as they are.
 * - `zscore` gives every column mean 0 and standard deviation 1 (n in the denominator), a constant column 0.
 * - `range` maps every column to 0..1, a constant one to 0.
 * - `norm` gives every vector length 1.
 */
export const SCALES = ['none', 'zscore', 'range', 'norm'] as const;

/** Name of a way to scale features. */
export type FeatureScale = (typeof SCALES)[number];

/**
 * Scaled copies of vectors.
 * @param rows n vectors of d values, n ≥ 1.
 * @throws RangeError where a vector of zeros is to be given length 1.
 */
export function scaleColumns(rows: readonly Float64Array[], scale: FeatureScale): Float64Array[] {
  switch (scale) {
    case 'none':
      return rows.map((row) => row.slice());
    case 'norm':
      return rows.map(toLength1);
    case 'zscore':
      return byColumn(rows, standardise);
    case 'range':
      return byColumn(rows, toUnitRange);
  }
}

function toLength1(row: Float64Array, index: number): Float64Array {
  const length = Math.hypot(...row);
  if (length === 0) {
    throw new RangeError(`blendFeatures: a vector to be scaled by norm must not be zero, got row ${index}`);
  }
  return row.map((value) => value / length);
}

function byColumn(
  rows: readonly Float64Array[],
  scaled: (values: readonly number[]) => number[],
): Float64Array[] {
  const result = rows.map((row) => row.slice());
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const values = scaled(rows.map((row) => row[column] as number));
    for (const [index, row] of result.entries()) row[column] = values[index] as number;
  }
  return result;
}

function standardise(values: readonly number[]): number[] {
  if (isConstant(values)) return values.map(() => 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value) => (value - mean) / Math.sqrt(variance));
}

function toUnitRange(values: readonly number[]): number[] {
  if (isConstant(values)) return values.map(() => 0);
  const low = Math.min(...values);
  const high = Math.max(...values);
  return values.map((value) => (value - low) / (high - low));
}

function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}
