/** Feature vectors of every language that URIEL knows, read from the package `lang2vec`. */

import { quoteText } from '../base/printable.js';
import type { Matrix } from '../records/matrix.js';
import { equalVectors, type FeatureTable } from './feature-table.js';
import { readLang2vec } from './lang2vec.js';
import { readUrielArchive } from './uriel-archive.js';

/** A kind of vector: its archive in the package, and the beginnings of its features' names, in order. */
const KINDS = {
  typo: { archive: 'feature_predictions', prefixes: ['S_', 'P_', 'INV_'], title: 'typology' },
  syntax: { archive: 'feature_predictions', prefixes: ['S_'], title: 'syntax' },
  phonology: { archive: 'feature_predictions', prefixes: ['P_'], title: 'phonology' },
  inventory: { archive: 'feature_predictions', prefixes: ['INV_'], title: 'sound inventory' },
  geo: { archive: 'geocoord_features', prefixes: ['GC_'], title: 'geography' },
  family: { archive: 'family_features', prefixes: ['F_'], title: 'language families' },
} as const;

/** Name of a kind of vector that URIEL has for all its languages. */
export type UrielFeatureName = keyof typeof KINDS;

/** Kinds of vectors that URIEL has for all its languages: `typo` joins syntax, phonology and inventory. */
export const URIEL_FEATURES: readonly UrielFeatureName[] = [
  'typo',
  'syntax',
  'phonology',
  'inventory',
  'geo',
  'family',
];

/** Where to read from. */
export interface UrielOptions {
  /** Bytes of lang2vec's wheel (default: the one in the user's cache; see `fetchLang2vec`). */
  wheel?: Uint8Array;
}

/**
 * Feature vectors of any of the 7,970 languages of URIEL.
 * @param codes ISO 639-3, for example `['eus', 'yor']`.
 * @param name TYPO has 289 features, of which `syntax` are 103, `phonology` 28 and `inventory` 158; GEO has 299;
 * `family` 3,718. The values are URIEL's, gaps in typology filled by lang2vec (kNN).
 * @returns one row for each code that URIEL knows, in the order given; `missing` has the others.
 * @throws RangeError where a code is malformed or there twice, none is known, or the name is another (`learn` is a
 * pickled Python object in lang2vec, which is never opened here). Error where the wheel is not there or is damaged.
 */
export function readUrielFeatures(
  codes: readonly string[],
  name: UrielFeatureName,
  { wheel = readLang2vec() }: UrielOptions = {},
): FeatureTable {
  checkName(name);
  checkCodes(codes);
  const { archive, prefixes, title } = KINDS[name];
  const { languages, features, data } = readUrielArchive(wheel, archive);
  const row = new Map(languages.map((code, index) => [code, index]));
  const known = codes.filter((code) => row.has(code));
  if (known.length === 0) {
    throw new RangeError('readUrielFeatures: URIEL must know one of the codes, got none that it knows');
  }
  const columns = prefixes.flatMap((prefix) =>
    features.flatMap((feature, index) => (feature.startsWith(prefix) ? [index] : [])),
  );
  const values = known.flatMap((code) => {
    const start = (row.get(code) ?? 0) * features.length;
    return columns.map((column) => data[start + column] ?? 0);
  });
  const matrix: Matrix = { rows: known.length, columns: columns.length, values: Float64Array.from(values) };
  return {
    kind: 'vectors',
    name,
    title: `${title} (URIEL, lang2vec 1.1.2)`,
    codes: known,
    matrix,
    features: columns.map((column) => features[column] ?? ''),
    missing: codes.filter((code) => !row.has(code)),
    equal: equalVectors(known, matrix),
  };
}

/**
 * ISO 639-3 codes of the languages that URIEL knows, in alphabetical order.
 * @throws Error where the wheel is not there or is damaged.
 */
export function readUrielCodes({ wheel = readLang2vec() }: UrielOptions = {}): string[] {
  return [...readUrielArchive(wheel, KINDS.geo.archive).languages].sort();
}

function checkName(name: string): void {
  if (name === 'learn') {
    throw new RangeError(
      'readUrielFeatures: learn is a pickled Python object in lang2vec and not opened; readFeatures has it for 36 languages',
    );
  }
  if (!Object.hasOwn(KINDS, name)) {
    throw new RangeError(
      `readUrielFeatures: name must be one of ${URIEL_FEATURES.join(', ')}, got ${quoteText(name)}`,
    );
  }
}

function checkCodes(codes: readonly string[]): void {
  const seen = new Set<string>();
  for (const code of codes) {
    if (!/^[a-z]{3}$/.test(code)) {
      throw new RangeError(
        `readUrielFeatures: codes must be ISO 639-3, three small letters, got ${quoteText(code)}`,
      );
    }
    if (seen.has(code))
      throw new RangeError(`readUrielFeatures: codes must be there once, got ${code} again`);
    seen.add(code);
  }
}
