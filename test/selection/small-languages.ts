/** A handful of made-up languages, small enough to choose from by hand. */
import type { Language } from '../../src/languages/catalogue.js';
import {
  type DistanceTable,
  equalVectors,
  type FeatureTable,
  zeroDistances,
} from '../../src/languages/feature-table.js';
import { matrixFromRows } from '../../src/records/matrix.js';
import { distanceMatrix } from '../../src/selection/distance-matrix.js';

/** Languages with the vectors given, by code. */
export function smallTable(
  rows: Readonly<Record<string, readonly number[]>>,
  fields: Partial<FeatureTable> = {},
): FeatureTable {
  const codes = Object.keys(rows);
  const matrix = matrixFromRows(Object.values(rows));
  return {
    kind: 'vectors',
    name: 'own',
    title: 'made up',
    codes,
    matrix,
    features: Array.from({ length: matrix.columns }, (_, column) => `x${column}`),
    missing: [],
    equal: equalVectors(codes, matrix),
    ...fields,
  };
}

/** The distances between the languages of a table, as a table of their own. */
export function smallDistances(table: FeatureTable): DistanceTable {
  const matrix = distanceMatrix(table);
  const { name, title, codes, missing } = table;
  return { kind: 'distances', name, title, codes, matrix, missing, equal: zeroDistances(codes, matrix) };
}

/** Six languages on a line: three close together, two close together, one far off. */
export const LINE: FeatureTable = smallTable({ a: [0], b: [1], c: [2], d: [10], e: [11], f: [20] });

/** Catalogue entries with the families given, by code; rows of the table in the same order. */
export function smallCatalogue(families: Readonly<Record<string, string>>): Language[] {
  return Object.entries(families).map(([code, family], index) => ({
    code,
    iso6393: `${code}${code}${code}`,
    name: code.toUpperCase(),
    family,
    subfamily: null,
    wordOrders: [],
    script: family === 'X' ? 'Latin' : 'Cyrillic',
    latitude: 0,
    longitude: 0,
    speakers: 1,
    tableRow: index + 1,
  }));
}
