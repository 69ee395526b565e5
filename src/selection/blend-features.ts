/** Several kinds of features as one. */

import { quoteText } from '../base/printable.js';
import { equalVectors, type FeatureTable } from '../languages/feature-table.js';
import { type Matrix, matrixRow } from '../records/matrix.js';
import { type FeatureScale, SCALES, scaleColumns } from './scale-columns.js';

/** One kind of features in a blend. */
export interface BlendPart {
  readonly features: FeatureTable;
  /** Share in the squared distances, above 0 (default 1). */
  readonly weight?: number;
  /** What is done to the vectors first (default `none`). */
  readonly scale?: FeatureScale;
}

/** A blend, and which of its parts lack which languages. */
export interface BlendedTable extends FeatureTable {
  /** For each part, the languages that another part has and it has not. */
  readonly missingFrom: readonly { readonly name: string; readonly codes: readonly string[] }[];
}

/**
 * Joins several kinds of features: the squared distance between two languages is the weighted sum of the parts'.
 *
 * Scales are taken over the languages that all parts have. A column keeps its name, with the part's before it.
 * @param parts at least one; no two of the same name.
 * @returns vectors of the languages that all parts have, in the order of the first part; `missing` are the others of
 * any part, those without features in any of them included.
 * @throws RangeError where there is no part, two have one name, a weight is not a finite number above 0, a scale is
 * not known, no language is in all parts, or a vector of zeros is to be scaled to length 1.
 * @example
 * ```ts
 * import { blendFeatures, readFeatures, selectLanguages } from 'lingtune';
 *
 * const blend = blendFeatures([
 *   { features: readFeatures('typo'), weight: 2, scale: 'norm' },
 *   { features: readFeatures('geo'), weight: 1, scale: 'norm' },
 * ]);
 * const { languages } = selectLanguages(blend, { strategy: 'kmeans', count: 7 });
 * ```
 */
export function blendFeatures(parts: readonly BlendPart[]): BlendedTable {
  checkParts(parts);
  const tables = parts.map(({ features }) => features);
  const all = [...new Set(tables.flatMap(({ codes, missing }) => [...codes, ...missing]))];
  const codes = all.filter((code) => tables.every((table) => table.codes.includes(code)));
  if (codes.length === 0) {
    throw new RangeError('blendFeatures: parts must have a language in common, got none');
  }
  const blocks = parts.map(({ features, weight = 1, scale = 'none' }) => {
    const rows = codes.map((code) => matrixRow(features.matrix, features.codes.indexOf(code)));
    return scaleColumns(rows, scale).map((row) => row.map((value) => value * Math.sqrt(weight)));
  });
  const matrix = joinBlocks(blocks, codes.length);
  return {
    kind: 'vectors',
    name: tables.map(({ name }) => name).join('+'),
    title: parts.map(describe).join(', '),
    codes,
    matrix,
    features: tables.flatMap(({ name, features }) => features.map((feature) => `${name}:${feature}`)),
    missing: all.filter((code) => !codes.includes(code)),
    equal: equalVectors(codes, matrix),
    missingFrom: tables.map((table) => ({
      name: table.name,
      codes: all.filter((code) => !table.codes.includes(code)),
    })),
  };
}

function describe({ features, weight = 1, scale = 'none' }: BlendPart): string {
  return `${features.name} (weight ${weight}, scale ${scale})`;
}

/** Rows of all blocks side by side. [n, Σ d] */
function joinBlocks(blocks: readonly (readonly Float64Array[])[], rows: number): Matrix {
  const joined = Array.from({ length: rows }, (_, row) =>
    blocks.flatMap((block) => [...(block[row] as Float64Array)]),
  );
  return { rows, columns: joined[0]?.length ?? 0, values: Float64Array.from(joined.flat()) };
}

function checkParts(parts: readonly BlendPart[]): void {
  if (parts.length === 0) throw new RangeError('blendFeatures: parts must hold at least one, got none');
  const names = parts.map(({ features }) => features.name);
  for (const [index, { weight = 1, scale = 'none', features }] of parts.entries()) {
    if (names.indexOf(features.name) < index) {
      throw new RangeError(`blendFeatures: parts must have different names, got ${features.name} again`);
    }
    if (!(weight > 0 && weight < Infinity)) {
      throw new RangeError(`blendFeatures: weight of ${features.name} must be above 0, got ${weight}`);
    }
    if (!SCALES.includes(scale)) {
      throw new RangeError(
        `blendFeatures: scale of ${features.name} must be one of ${SCALES.join(', ')}, got ${quoteText(String(scale))}`,
      );
    }
  }
}
