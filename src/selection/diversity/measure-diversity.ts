/** Every measure of diversity of chosen languages in one record. */
import { type Language, readLanguages } from '../../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import { distanceMatrix } from '../distance-matrix.js';
import type { Selection } from '../selection.js';
import { chosenIndices, coverageRadius, pairwiseDistance } from './distance-diversity.js';
import { featureValues, jaccardOverlap, valueEntropy, valueInclusion } from './value-diversity.js';

/** What to measure against. */
export interface DiversityOptions {
  /** Languages that the chosen ones should look like as a whole (default: all of the table). */
  readonly reference?: readonly string[];
  /** Classes that a feature of many values is cut into, at least 2 (default 10). */
  readonly bins?: number;
  /** Where families and scripts stand (default: the 52 of the catalogue). */
  readonly languages?: readonly Language[];
}

/** How diverse some languages are. Distances are in the unit of the features. */
export interface DiversityReport {
  readonly features: string;
  readonly languages: readonly string[];
  /** Chosen languages without features: they count for families and scripts alone. */
  readonly unmeasured: readonly string[];
  /** `null` for a single language. */
  readonly meanPairwiseDistance: number | null;
  /** `null` for a single language. */
  readonly leastPairwiseDistance: number | null;
  /** Bits a feature; `null` where only distances are known. */
  readonly valueEntropy: number | null;
  /** Share of the features' values, above 0 to 1; `null` where only distances are known. */
  readonly valueInclusion: number | null;
  /** Jaccard index with the reference languages, 0..1; `null` where only distances are known. */
  readonly jaccardOverlap: number | null;
  /** Mean and largest distance of a language of the table from its nearest chosen one. */
  readonly meanRadius: number;
  readonly largestRadius: number;
  /** In alphabetical order; of those chosen languages that the catalogue knows. */
  readonly families: readonly string[];
  readonly scripts: readonly string[];
}

/**
 * Measures how diverse chosen languages are.
 * @param chosen a selection, or codes.
 * @param features what distances and values are taken from: not necessarily what the languages were chosen by.
 * @throws RangeError where no chosen language has features, a code is there twice, or a language of the reference has
 * no features.
 * @example
 * ```ts
 * import { measureDiversity, readFeatures } from 'lingtune';
 *
 * const { families, scripts } = measureDiversity(['et', 'vi', 'sw'], readFeatures('typo'));
 * ```
 */
export function measureDiversity(
  chosen: Selection | readonly string[],
  features: FeatureTable | DistanceTable,
  { reference = features.codes, bins = 10, languages = readLanguages() }: DiversityOptions = {},
): DiversityReport {
  const codes = 'kind' in chosen ? chosen.languages : chosen;
  const unmeasured = codes.filter((code) => features.missing.includes(code));
  const measured = codes.filter((code) => !unmeasured.includes(code));
  const indices = chosenIndices('measureDiversity', measured, features);
  const references = chosenIndices('measureDiversity', reference, features);
  const pairs = indices.length < 2 ? null : pairwiseDistance(distanceMatrix(features), indices);
  const values = features.kind === 'vectors' ? featureValues(features.matrix, { bins }) : null;
  const radius = coverageRadius(measured, features);
  const known = languages.filter(({ code }) => codes.includes(code));
  return {
    features: features.name,
    languages: codes,
    unmeasured,
    meanPairwiseDistance: pairs?.mean ?? null,
    leastPairwiseDistance: pairs?.least ?? null,
    valueEntropy: values && valueEntropy(values, indices),
    valueInclusion: values && valueInclusion(values, indices),
    jaccardOverlap: values && jaccardOverlap(values, indices, references),
    meanRadius: radius.mean,
    largestRadius: radius.largest,
    families: distinct(known.map(({ family }) => family)),
    scripts: distinct(known.map(({ script }) => script)),
  };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
