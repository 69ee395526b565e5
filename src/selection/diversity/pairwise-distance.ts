/** How far apart chosen languages are. */
import { checkInteger } from '../../base/check-integer.js';
import type { Matrix } from '../../records/matrix.js';
import { distanceBetween } from '../distance-matrix.js';

/** Distances over all pairs of some languages, in the unit of the features. */
export interface PairwiseDistance {
  readonly mean: number;
  readonly least: number;
}

/**
 * Mean and least distance over all pairs of chosen languages.
 * @param distances [n, n].
 * @param chosen at least two places.
 * @throws RangeError for fewer than two languages, which have no pair.
 * Source: the mean is the mean pairwise distance (MPD) of Ploeger et al., "A Principled Framework for Evaluating on
 * Typologically Diverse Languages", Computational Linguistics 52(1), 2026, who also divide all distances by the
 * largest of the table.
 */
export function pairwiseDistance(distances: Matrix, chosen: readonly number[]): PairwiseDistance {
  checkInteger('pairwiseDistance: number of languages', chosen.length, 2, distances.rows);
  const pairs = chosen.flatMap((place, index) =>
    chosen.slice(index + 1).map((other) => distanceBetween(distances, place, other)),
  );
  return {
    mean: pairs.reduce((total, distance) => total + distance, 0) / pairs.length,
    least: Math.min(...pairs),
  };
}
