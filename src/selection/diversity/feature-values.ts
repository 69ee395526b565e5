/** Features as a few values each, so that one can count which values languages have. */
import { checkInteger } from '../../base/check-integer.js';
import type { Matrix } from '../../records/matrix.js';

/** One feature of n languages as classes of values. */
export interface FeatureValues {
  /** Class of each language's value, 0..classes−1. [n] */
  readonly values: readonly number[];
  /** Number of classes that the feature has. */
  readonly classes: number;
  /** Whether the feature is a yes or no: all its values in the table are 0 or 1. */
  readonly binary: boolean;
}

/**
 * The values of each feature as classes: a feature of nothing but 0 and 1 has these two, whether or not both occur;
 * one with at most `bins` different values has one class a value; any other is cut into `bins` equally wide classes
 * from its least to its largest value in the table.
 * @param matrix [n, d].
 * @param bins at least 2 (default 10).
 * @returns d features.
 * @throws RangeError where `bins` is not an integer of at least 2.
 */
export function featureValues(
  { rows, columns, values }: Matrix,
  { bins = 10 }: { readonly bins?: number } = {},
): FeatureValues[] {
  checkInteger('featureValues: bins', bins, 2, Number.MAX_SAFE_INTEGER);
  return Array.from({ length: columns }, (_, column) =>
    classify(
      Array.from({ length: rows }, (_row, row) => values[row * columns + column] as number),
      bins,
    ),
  );
}

function classify(values: readonly number[], bins: number): FeatureValues {
  if (values.every((value) => value === 0 || value === 1)) return { values, classes: 2, binary: true };
  const different = [...new Set(values)].sort((a, b) => a - b);
  if (different.length <= bins) {
    return {
      values: values.map((value) => different.indexOf(value)),
      classes: different.length,
      binary: false,
    };
  }
  const low = different[0] as number;
  const width = ((different.at(-1) as number) - low) / bins;
  const bin = (value: number): number => Math.min(bins - 1, Math.floor((value - low) / width));
  return { values: values.map(bin), classes: bins, binary: false };
}
