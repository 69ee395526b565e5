/** Why `lloyd` is our own: what the package `ml-kmeans` makes of the same points and starts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kmeans as mlKmeans } from 'ml-kmeans';
import { NumpyRandom } from '../../../src/base/random/numpy-random.js';
import { FEATURES, readFeatures } from '../../../src/languages/features.js';
import { type Matrix, matrixRow } from '../../../src/records/matrix.js';
import { kmeansStart } from '../../../src/selection/kmeans/kmeans-start.js';
import { lloyd } from '../../../src/selection/kmeans/lloyd.js';
import { pointDistances } from '../../../src/selection/kmeans/point-distances.js';
import { drawPoints, labelText, lloydCases, renumbered } from './clustering-cases.js';

/** The paper's number of languages and its seeds. */
const COUNT = 14;
const SEEDS = [66, 42, 10];
/** What `kmeans` uses for points whose features vary by 1 on average; the features here vary by less. */
const TOLERANCE = 1e-4;

function mlCluster(points: Matrix, start: readonly number[]): { labels: string; iterations: number } {
  const rows = Array.from({ length: points.rows }, (_, row) => [...matrixRow(points, row)]);
  const { clusters, iterations } = mlKmeans(rows, start.length, {
    initialization: start.map((place) => rows[place] ?? []),
    tolerance: TOLERANCE,
    maxIterations: 300,
  });
  return { labels: labelText(clusters), iterations };
}

for (const features of FEATURES) {
  test(`ml-kmeans gives what lloyd(points, distances, start) gives on ${features}`, () => {
    const points = readFeatures(features).matrix;
    const distances = pointDistances(points);
    for (const seed of SEEDS) {
      const random = new NumpyRandom(seed);
      const start = kmeansStart(points.rows, distances, { count: COUNT, random, tie: 1e-9, ties: 'first' });
      const ours = lloyd(points, distances, start, { tolerance: TOLERANCE, maxIterations: 300, tie: 1e-12 });
      assert.deepEqual(mlCluster(points, start), {
        labels: labelText(ours.labels),
        iterations: ours.iterations,
      });
    }
  });
}

test('ml-kmeans clusters otherwise than scikit-learn and lloyd(points, distances, start) where clusters run empty', () => {
  const results = lloydCases('empty').flatMap((one) => {
    const { points, start } = drawPoints(one);
    const isEmptied = new Set(start).size < start.length;
    return isEmptied ? [{ expected: one.labels, actual: mlCluster(points, start).labels }] : [];
  });
  assert.ok(results.length > 20, `${results.length} cases`);
  for (const { expected, actual } of results) assert.notEqual(renumbered(actual), renumbered(expected));
  assert.ok(results.some(({ expected, actual }) => new Set(actual).size < new Set(expected).size));
});

test('ml-kmeans stops elsewhere than scikit-learn and kmeans(points, options) where the tolerance stops them', () => {
  for (const one of lloydCases('stopped')) {
    const { points } = drawPoints(one);
    const random = new NumpyRandom(one.seed);
    const distances = pointDistances(points);
    const start = kmeansStart(points.rows, distances, { count: one.count, random, tie: 0, ties: 'first' });
    const { labels, iterations } = mlCluster(points, start);
    assert.notDeepEqual([renumbered(labels), iterations], [renumbered(one.labels), one.iterations]);
  }
});
