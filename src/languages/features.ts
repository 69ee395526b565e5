/** The feature vectors that the paper chooses languages by. */
import { readFileSync } from 'node:fs';
import { dataFile } from '../base/files/data-file.js';
import { quoteText } from '../base/printable.js';
import type { Matrix } from '../records/matrix.js';
import { readLanguages } from './catalogue.js';
import { parseFeatureCsv } from './feature-csv.js';
import { equalVectors, type FeatureTable } from './feature-table.js';

/** The paper's four kinds of feature vectors. */
export const FEATURES = ['typo', 'geo', 'learn', 'sem'] as const;

/** Name of one of the paper's kinds of feature vectors. */
export type FeatureName = (typeof FEATURES)[number];

/** What a kind of vector is, and whether its source holds it in single precision. */
const KINDS: Readonly<Record<FeatureName, { title: string; single: boolean }>> = {
  typo: {
    title: 'typology: syntax, phonology and sound inventory (URIEL, gaps filled by kNN)',
    single: true,
  },
  geo: { title: 'geography: distances to 299 points on the globe (URIEL)', single: true },
  learn: { title: 'learned: language vectors of a neural translation model (lang2vec)', single: true },
  sem: {
    title: 'semantics: coordinates with the distances of colexification vectors (CLICS³, ProNE)',
    single: false,
  },
};

/**
 * The feature vectors of the 52 languages.
 * @param name TYPO has 289 features, all 0 or 1; GEO 299, each a distance as a share of half the equator; LEARN 512,
 * for 36 of the languages; SEM 39 coordinates, for 40 of the languages.
 * @returns the table; `missing` names the languages of the 52 without a vector.
 * @throws RangeError where the name is another.
 * Source: paper, section 3.2, and `data/LICENSES.md`. Deviation: the authors' 200-dimensional SEM vectors have no
 * licence; ours are coordinates with the same distances (to 1e-14), so that k-means gives the same clusters but for
 * ties that the last bits of floating point decide: in its start, too, where a pair of languages is equally good.
 * @example
 * ```ts
 * import { readFeatures } from 'lingtune';
 *
 * const { codes, matrix, missing } = readFeatures('learn');
 * console.log(codes.length, matrix.columns, missing);
 * ```
 */
export function readFeatures(name: FeatureName): FeatureTable {
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (kind === undefined) {
    throw new RangeError(
      `readFeatures: name must be one of ${FEATURES.join(', ')}, got ${quoteText(String(name))}`,
    );
  }
  const path = dataFile(`features-${name}.csv`);
  const { codes, columns, matrix: read } = parseFeatureCsv(readFileSync(path, 'utf8'), path);
  const matrix = kind.single ? toSingle(read) : read;
  const pool = readLanguages().map(({ code }) => code);
  return {
    kind: 'vectors',
    name,
    title: kind.title,
    codes,
    matrix,
    features: columns,
    missing: pool.filter((code) => !codes.includes(code)),
    equal: equalVectors(codes, matrix),
  };
}

/** The files hold the fewest digits that name a number of single precision; this gives that very number. */
function toSingle({ rows, columns, values }: Matrix): Matrix {
  return { rows, columns, values: values.map(Math.fround) };
}
