/** Features by their names: those that ship, those of URIEL, a file of one's own, or the blend of several. */
import { existsSync } from 'node:fs';
import { quoteText } from '../base/printable.js';
import { readFeatureFile } from '../languages/feature-file.js';
import type { DistanceTable, FeatureTable } from '../languages/feature-table.js';
import { FEATURES, readFeatures } from '../languages/features.js';
import { readUrielCodes, readUrielFeatures, URIEL_FEATURES } from '../languages/uriel.js';
import { blendFeatures } from './blend-features.js';
import type { FeatureScale } from './scale-columns.js';

/** How features are read and blended. */
export interface ReadFeatureTablesOptions {
  /** Weight of each of several features (default: 1 each). */
  readonly weights?: readonly number[] | undefined;
  /** What is done to several features first. */
  readonly scale: FeatureScale;
  /** ISO 639-3 codes to read from URIEL, or `null` for all that it knows. */
  readonly codes: readonly string[] | null;
}

/** Prefix of features that are read from the whole of URIEL. */
const URIEL_PREFIX = 'uriel:';

/**
 * Reads one table of features, or the blend of several.
 * @param names of `FEATURES`, `uriel:` and one of `URIEL_FEATURES`, or paths of CSV files of vectors or distances.
 * @throws RangeError where a name is none of these, weights are not as many as names, or distances are to be blended;
 * what the readers throw.
 */
export function readFeatureTables(
  names: readonly string[],
  { weights, scale, codes }: ReadFeatureTablesOptions,
): FeatureTable | DistanceTable {
  const tables = names.map((name) => readTable(name, codes));
  const [only, ...others] = tables;
  if (only !== undefined && others.length === 0) return only;
  if (weights !== undefined && weights.length !== tables.length) {
    throw new RangeError(
      `select: weights must be as many as features, ${tables.length}, got ${weights.length}`,
    );
  }
  const parts = tables.map((table, index) => {
    if (table.kind === 'distances') {
      throw new RangeError(`select: only vectors can be blended, got distances in ${table.name}`);
    }
    return { features: table, weight: weights?.[index] ?? 1, scale };
  });
  return blendFeatures(parts);
}

function readTable(name: string, codes: readonly string[] | null): FeatureTable | DistanceTable {
  const shipped = FEATURES.find((feature) => feature === name);
  if (shipped !== undefined) return readFeatures(shipped);
  const ofUriel = URIEL_FEATURES.find((feature) => URIEL_PREFIX + feature === name);
  if (ofUriel !== undefined) return readUrielFeatures(codes ?? readUrielCodes(), ofUriel);
  if (existsSync(name)) return readFeatureFile(name);
  const known = [...FEATURES, ...URIEL_FEATURES.map((feature) => URIEL_PREFIX + feature)];
  throw new RangeError(
    `select: features must be ${known.join(', ')} or an existing CSV file, got ${quoteText(name)}`,
  );
}
