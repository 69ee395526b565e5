import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DistanceTable, FeatureTable } from '../../../src/languages/feature-table.js';
import { type FeatureName, readFeatures } from '../../../src/languages/features.js';
import { type Matrix, matrixFromRows } from '../../../src/records/matrix.js';
import { distanceMatrix } from '../../../src/selection/distance-matrix.js';
import {
  defaultPerplexity,
  type PlanePoint,
  type TsneOptions,
  tsne,
} from '../../../src/selection/projection/tsne.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';
import { trustworthiness } from './trustworthiness.js';

interface Projection {
  readonly maps: Readonly<Record<FeatureName, readonly { perplexity: number; trustworthiness: number }[]>>;
  readonly firstTwo: Readonly<Record<'geo' | 'learn', number>>;
}

const REFERENCE = readReference<Projection>('projection.json');
/** Maps with other seeds differ by as much. */
const TOLERANCE = 0.02;

function vectors(rows: readonly (readonly number[])[]): FeatureTable {
  const codes = rows.map((_, index) => `l${index}`);
  const features = (rows[0] ?? []).map((_, index) => `f${index}`);
  const matrix = matrixFromRows(rows);
  return { kind: 'vectors', name: 'own', title: 'Own', codes, features, matrix, missing: [], equal: [] };
}

function distancesOf(rows: readonly (readonly number[])[]): Matrix {
  return distanceMatrix(vectors(rows));
}

function distance(a: PlanePoint | undefined, b: PlanePoint | undefined): number {
  assert.ok(a !== undefined && b !== undefined);
  return Math.hypot(a.x - b.x, a.y - b.y);
}

const BUNDLES = vectors([[0], [0.1], [0.2], [0.3], [9], [9.1], [9.2], [9.3]]);

for (const kind of ['geo', 'learn'] as const) {
  test(`trustworthiness(truth, map, 5) of ${kind}'s first two features is scikit-learn's`, () => {
    const table = readFeatures(kind);
    const { rows, columns, values } = table.matrix;
    const map = Array.from({ length: rows }, (_, row) => [
      values[row * columns] ?? NaN,
      values[row * columns + 1] ?? NaN,
    ]);
    const found = trustworthiness(distanceMatrix(table), distancesOf(map), 5);
    // Exact but for two orders of equal distances.
    assertClose(found, REFERENCE.firstTwo[kind], 1e-3);
  });
}

for (const [kind, maps] of Object.entries(REFERENCE.maps)) {
  const table = readFeatures(kind as FeatureName);
  for (const { perplexity, trustworthiness: expected } of maps) {
    test(`tsne(${kind}, { perplexity: ${perplexity} }) keeps neighbours as scikit-learn's map does`, () => {
      const points = tsne(table, { perplexity, seed: 42 });
      const found = trustworthiness(distanceMatrix(table), distancesOf(points.map(({ x, y }) => [x, y])), 5);
      assert.ok(found >= expected - TOLERANCE, `${found} is below ${expected} by more than ${TOLERANCE}`);
    });
  }
}

test('tsne(features, { seed }) gives the same places for the same seed, others for another', () => {
  const places = tsne(BUNDLES, { perplexity: 3, seed: 7 });
  assert.deepEqual(tsne(BUNDLES, { perplexity: 3, seed: 7 }), places);
  assert.notDeepEqual(tsne(BUNDLES, { perplexity: 3, seed: 8 }), places);
});

test('tsne(features) puts what is near in the features near on the map, and centres the map', () => {
  const places = tsne(BUNDLES, { perplexity: 3 });
  assert.equal(places.length, 8);
  const across = distance(places[0], places[4]);
  assert.ok(distance(places[0], places[3]) < across && distance(places[4], places[7]) < across);
  const sum = places.reduce((total, { x, y }) => total + x + y, 0);
  assertClose(sum, 0, 1e-9);
});

test('tsne(distances) gives the map of the vectors with these distances', () => {
  const { matrix: _, features: __, kind: ___, ...facts } = BUNDLES;
  const table: DistanceTable = { ...facts, kind: 'distances', matrix: distanceMatrix(BUNDLES) };
  assert.deepEqual(tsne(table, { perplexity: 3 }), tsne(BUNDLES, { perplexity: 3 }));
});

test('tsne(features) takes languages that the features cannot tell apart', () => {
  const places = tsne(vectors([[1], [1], [1], [1]]), { perplexity: 2 });
  assert.ok(places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
});

test('defaultPerplexity(count) is a third of the others, at most 30', () => {
  assert.deepEqual([defaultPerplexity(52), defaultPerplexity(91), defaultPerplexity(400)], [17, 30, 30]);
});

const BAD: readonly (readonly [name: string, rows: number[][], options: TsneOptions, message: RegExp])[] = [
  ['two languages', [[0], [1]], {}, /^RangeError: tsne: features must be of at least 3 languages, got 2$/],
  [
    'a perplexity of 1',
    [[0], [1], [2]],
    { perplexity: 1 },
    /^RangeError: tsne: perplexity must be above 1 and below 3, got 1$/,
  ],
  ['a perplexity of n', [[0], [1], [2]], { perplexity: 3 }, /perplexity must be above 1 and below 3, got 3$/],
  ['no number', [[0], [1], [2]], { perplexity: Number.NaN }, /perplexity must be .* got NaN$/],
  [
    'a seed below 0',
    [[0], [1], [2]],
    { perplexity: 2, seed: -1 },
    /^RangeError: tsne: seed must be an integer in 0\.\.4294967295, got -1$/,
  ],
];

for (const [name, rows, options, message] of BAD) {
  test(`tsne(features, options) refuses ${name}`, () => {
    assert.throws(() => tsne(vectors(rows), options), message);
  });
}
