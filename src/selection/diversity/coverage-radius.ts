import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import { distanceMatrix } from '../distance-matrix.js';
import { nearestChosen } from '../strategies/nearest-chosen.js';
import { chosenPlaces } from './chosen-places.js';

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
  const chosen = chosenPlaces('coverageRadius', codes, features);
  const { labels, distances } = nearestChosen(distanceMatrix(features), chosen);
  const languages = features.codes.map((code, place) => ({
    code,
    nearest: features.codes[chosen[labels[place] as number] as number] as string,
    distance: distances[place] as number,
  }));
  return {
    languages,
    mean: distances.reduce((total, distance) => total + distance, 0) / distances.length,
    largest: Math.max(...distances),
  };
}
