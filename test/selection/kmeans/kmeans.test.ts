import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FEATURES, type FeatureName, readFeatures } from '../../../src/languages/features.js';
import { type Matrix, matrixFromRows } from '../../../src/records/matrix.js';
import { type KmeansOptions, kmeans } from '../../../src/selection/kmeans/kmeans.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';
import { type Answer, assertAnswer } from './clustering-cases.js';

/** One case of `kmeans.json`; see `test/reference/kmeans.py`. */
interface KmeansCase extends Answer {
  readonly features: FeatureName;
  readonly seed: number;
  readonly restarts: number;
  readonly count: number;
  /** Number of different answers that scikit-learn gave when nothing but rounding differed. */
  readonly outcomes: number;
  /** Whether the answer with ties kept as ties is one of them. */
  readonly among: boolean;
  /** Where it is not, and they are all the same: the lot by which scikit-learn's ties give that other answer. */
  readonly lot?: number | null;
}

const cases = readReference<KmeansCase[]>('kmeans.json');

for (const features of FEATURES) {
  const points = readFeatures(features).matrix;
  for (const seed of [66, 42, 10]) {
    for (const restarts of [1, 10]) {
      const chosen = cases.filter(
        (one) => one.features === features && one.seed === seed && one.restarts === restarts,
      );
      const name = `${features}, seed ${seed}, ${restarts} restarts`;
      test(`kmeans(points, options) gives scikit-learn's answer for every count: ${name}`, () => {
        assert.equal(chosen.length, points.rows);
        for (const { count, ...expected } of chosen) {
          assertAnswer(kmeans(points, { count, seed, restarts }), expected);
        }
      });
    }
  }
}

test('kmeans.json differs from answers on which scikit-learn agrees with itself only where they hang on ties', () => {
  const settled = cases.filter(({ outcomes, among }) => outcomes === 1 && among);
  const leaning = cases.filter(({ outcomes, among }) => outcomes === 1 && !among);
  assert.deepEqual([cases.length, settled.length, leaning.length], [1080, 675, 11]);
  for (const { features, lot } of leaning) {
    assert.equal(features, 'typo');
    assert.equal(typeof lot, 'number');
  }
});

const corners = matrixFromRows([
  [0, 0],
  [10, 0],
  [0, 1],
  [10, 1],
  [10, 4],
]);

test('kmeans(points, options) finds the clusters, their means and the inertia', () => {
  const { labels, centroids, inertia, iterations, ...options } = kmeans(corners, { count: 2, seed: 1 });
  const left = labels[0] ?? NaN;
  assert.deepEqual([...labels], [left, 1 - left, left, 1 - left, 1 - left]);
  const expected = left === 0 ? [0, 0.5, 10, 5 / 3] : [10, 5 / 3, 0, 0.5];
  assertClose([...centroids.values], expected, 1e-12);
  assert.deepEqual([centroids.rows, centroids.columns], [2, 2]);
  assertClose(inertia, 0.5 + 26 / 3, 1e-12);
  assert.equal(iterations, 2);
  assert.deepEqual(options, { count: 2, seed: 1, restarts: 10, ties: 'first' });
});

test('kmeans(points, options) gives the same for the same seed, and leaves the points as they were', () => {
  const before = corners.values.slice();
  assert.deepEqual(kmeans(corners, { count: 3, seed: 66 }), kmeans(corners, { count: 3, seed: 66 }));
  assert.deepEqual(kmeans(corners, { count: 3 }), kmeans(corners, { count: 3, seed: 0 }));
  assert.deepEqual(corners.values, before);
});

test('kmeans(points, options) takes one cluster, all points, and points that are all the same', () => {
  assertClose([...kmeans(corners, { count: 1 }).centroids.values], [6, 1.2], 1e-12);
  assert.equal(kmeans(corners, { count: 5 }).inertia, 0);
  assert.equal(kmeans(matrixFromRows([[7], [7]]), { count: 1 }).inertia, 0);
});

test('kmeans(points, options) clusters points that lie far from the origin', () => {
  const far = matrixFromRows([[1e9], [1e9 + 1], [1e9 + 5], [1e9 + 6]]);
  assert.deepEqual(kmeans(far, { count: 2 }).inertia, 1);
});

test('kmeans(points, { ties }) takes the first or the last of equally good points to start from', () => {
  // Seed 66 first draws the middle of five points in a row, to which both ends are equally far.
  const row = matrixFromRows([[-2], [-1], [0], [1], [2]]);
  const seeds = Array.from({ length: 30 }, (_, seed) => seed);
  const answers = (ties: 'first' | 'last'): string[] =>
    seeds.map((seed) => kmeans(row, { count: 2, seed, restarts: 1, ties }).labels.join(''));
  assert.notDeepEqual(answers('first'), answers('last'));
});

const ERRORS: readonly (readonly [string, Matrix, KmeansOptions, string])[] = [
  ['count 0', corners, { count: 0 }, 'count must be an integer in 1..5, got 0'],
  ['more clusters than points', corners, { count: 6 }, 'count must be an integer in 1..5, got 6'],
  ['a broken count', corners, { count: 1.5 }, 'count must be an integer in 1..5, got 1.5'],
  ['a count that is not a number', corners, { count: NaN }, 'count must be an integer in 1..5, got NaN'],
  [
    'restarts 0',
    corners,
    { count: 2, restarts: 0 },
    'restarts must be an integer in 1..9007199254740991, got 0',
  ],
  ['a negative seed', corners, { count: 2, seed: -1 }, 'seed must be an integer in 0..4294967295, got -1'],
  [
    'seed 2³²',
    corners,
    { count: 2, seed: 2 ** 32 },
    'seed must be an integer in 0..4294967295, got 4294967296',
  ],
  [
    'another rule for ties',
    corners,
    { count: 2, ties: 'lowest' as 'first' },
    'ties must be first or last, got lowest',
  ],
  [
    'a value that is not a number',
    { rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, NaN) },
    { count: 1 },
    'point 1, value 1 must be finite, got NaN',
  ],
  [
    'values whose squares are infinite',
    { rows: 2, columns: 1, values: Float64Array.of(1e200, -1e200) },
    { count: 1 },
    'values must be small enough for finite sums of squares, got an infinite one',
  ],
  [
    'fewer different points than clusters',
    matrixFromRows([[1], [2], [1], [2]]),
    { count: 3 },
    'count must be in 1..2, the different points, got 3',
  ],
];

for (const [name, points, options, message] of ERRORS) {
  test(`kmeans(points, options) throws on ${name}`, () => {
    assert.throws(() => kmeans(points, options), { name: 'RangeError', message: `kmeans: ${message}` });
  });
}
