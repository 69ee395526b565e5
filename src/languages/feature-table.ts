/** Feature vectors and distances of languages: what a selection chooses by. */
import type { Matrix } from '../records/matrix.js';
import { matrixRow } from '../records/matrix.js';

/** One vector for each of some languages. */
export interface FeatureTable {
  readonly kind: 'vectors';
  /** Short name, for example `geo`. */
  readonly name: string;
  /** What the vectors describe and where they come from, in one line. */
  readonly title: string;
  /** Codes of the n languages, in the order of the matrix's rows. */
  readonly codes: readonly string[];
  /** [n, d]; all values are finite. */
  readonly matrix: Matrix;
  /** Names of the d columns. */
  readonly features: readonly string[];
  /** Codes of the languages that were asked for and have no vector, in the order asked. */
  readonly missing: readonly string[];
  /** Pairs of languages with equal vectors, which no selection can tell apart. */
  readonly equal: readonly LanguagePair[];
}

/** The distance between every two of some languages. */
export interface DistanceTable {
  readonly kind: 'distances';
  readonly name: string;
  readonly title: string;
  /** Codes of the n languages, in the order of the matrix's rows and columns. */
  readonly codes: readonly string[];
  /** [n, n]; symmetric, at least 0, 0 on the diagonal. */
  readonly matrix: Matrix;
  /** Codes of the languages that were asked for and are not in the table, in the order asked. */
  readonly missing: readonly string[];
  /** Pairs of languages at distance 0, which no selection can tell apart. */
  readonly equal: readonly LanguagePair[];
}

/** Codes of two languages, the one of the earlier row first. */
export type LanguagePair = readonly [first: string, second: string];

/**
 * Pairs of languages whose vectors are the same in every value.
 * @param codes n codes, in the order of the rows.
 * @param matrix [n, d].
 * @returns pairs in the order of the rows; each pair once.
 */
export function equalVectors(codes: readonly string[], matrix: Matrix): LanguagePair[] {
  const groups = new Map<number, number[][]>();
  const groupOf = codes.map((_, row) => {
    const values = matrixRow(matrix, row);
    const alike = groups.get(hashValues(values)) ?? [];
    groups.set(hashValues(values), alike);
    // Unequal vectors with one hash are rare; they are in groups of their own.
    const group = alike.find(([other = 0]) =>
      matrixRow(matrix, other).every((value, column) => value === values[column]),
    );
    if (group === undefined) {
      const alone = [row];
      alike.push(alone);
      return alone;
    }
    group.push(row);
    return group;
  });
  return codes.flatMap((code, first) =>
    (groupOf[first] ?? [])
      .filter((second) => second > first)
      .map((second): LanguagePair => [code, codes[second] ?? '']),
  );
}

/** A number that equal vectors share. */
function hashValues(values: Float64Array): number {
  let hash = 0;
  // Powers of a number that is no simple ratio, so that places count; sums of equal numbers in one order are equal.
  for (let place = values.length - 1; place >= 0; place--)
    hash = hash * 0.618_033 + (values[place] as number);
  return hash;
}

/**
 * Pairs of languages at distance 0.
 * @param codes n codes, in the order of rows and columns.
 * @param matrix [n, n], symmetric.
 * @returns pairs in the order of the rows; each pair once.
 */
export function zeroDistances(codes: readonly string[], matrix: Matrix): LanguagePair[] {
  return pairs(codes, (first, second) => matrixRow(matrix, first)[second] === 0);
}

function pairs(codes: readonly string[], holds: (first: number, second: number) => boolean): LanguagePair[] {
  return codes.flatMap((code, first) =>
    codes.flatMap((other, second): LanguagePair[] =>
      first < second && holds(first, second) ? [[code, other]] : [],
    ),
  );
}
