/** Diversity by distances: how far chosen languages are from each other, and all others from them. */
import { checkInteger } from '../../base/check-integer.js';
import { quoteText } from '../../base/printable.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import type { Matrix } from '../../records/matrix.js';
import { distanceBetween, distanceMatrix } from '../distance-matrix.js';
import { nearestChosen } from '../strategies/nearest-chosen.js';

/** Distances over all pairs of some languages, in the unit of the features. */
export interface PairwiseDistance {
  readonly mean: number;
  readonly least: number;
}

/**
 * Mean and least distance over all pairs of chosen languages.
 * @param distances [n, n].
 * @param chosen at least two indices.
 * @throws RangeError for fewer than two languages, which have no pair.
 * Source: the mean is the mean pairwise distance (MPD) of Ploeger et al., "A Principled Framework for Evaluating on
 * Typologically Diverse Languages", Computational Linguistics 52(1), 2026, who also divide all distances by the
 * largest of the table.
 */
export function pairwiseDistance(distances: Matrix, chosen: readonly number[]): PairwiseDistance {
  checkInteger('pairwiseDistance: number of languages', chosen.length, 2, distances.rows);
  const pairs = chosen.flatMap((index, rank) =>
    chosen.slice(rank + 1).map((other) => distanceBetween(distances, index, other)),
  );
  return {
    mean: pairs.reduce((total, distance) => total + distance, 0) / pairs.length,
    least: Math.min(...pairs),
  };
}

/** How far one language is from the chosen ones. */
export interface CoveredLanguage {
  readonly code: string;
  /** The chosen language nearest to it, of equally near ones the first. */
  readonly nearest: string;
  /** Distance to it, in the unit of the features; 0 for a chosen language. */
  readonly distance: number;
}

/** How far every language of a table is from the chosen ones. */
export interface CoverageRadius {
  /** In the order of the table. */
  readonly languages: readonly CoveredLanguage[];
  readonly mean: number;
  readonly largest: number;
}

/**
 * Distance of each language to its nearest chosen one.
 * @param codes chosen languages, at least one, all in the table.
 * @throws RangeError where there is none or one is not in the table.
 */
export function coverageRadius(
  codes: readonly string[],
  features: FeatureTable | DistanceTable,
): CoverageRadius {
  const chosen = chosenIndices('coverageRadius', codes, features);
  const { labels, distances } = nearestChosen(distanceMatrix(features), chosen);
  const languages = features.codes.map((code, index) => ({
    code,
    nearest: features.codes[chosen[labels[index] as number] as number] as string,
    distance: distances[index] as number,
  }));
  return {
    languages,
    mean: distances.reduce((total, distance) => total + distance, 0) / distances.length,
    largest: Math.max(...distances),
  };
}

/**
 * Indices of languages in a table.
 * @param caller name for messages.
 * @returns one index a code, in the order given.
 * @throws RangeError where there is no code, one is there twice, or one has no row.
 */
export function chosenIndices(
  caller: string,
  codes: readonly string[],
  { codes: rows, name }: FeatureTable | DistanceTable,
): number[] {
  if (codes.length === 0) throw new RangeError(`${caller}: codes must hold at least one language, got none`);
  return codes.map((code, index) => {
    if (codes.indexOf(code) < index) {
      throw new RangeError(`${caller}: codes must hold each language once, got ${code} again`);
    }
    const row = rows.indexOf(code);
    if (row !== -1) return row;
    throw new RangeError(`${caller}: codes must have features in ${name}, got ${quoteText(code)}`);
  });
}
