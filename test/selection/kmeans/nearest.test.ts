import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixFromRows } from '../../../src/records/matrix.js';
import { nearestToCentroids } from '../../../src/selection/kmeans/nearest.js';

const points = matrixFromRows([[5], [0], [2], [9], [9]]);

const CASES: readonly (readonly [string, number, number, readonly number[], number])[] = [
  ['finds the only nearest point', 4.5, 1e-6, [0], 0.5],
  ['ties both points of a pair, the lower index first', 1, 1e-6, [1, 2], 1],
  ['ties points of equal values', 9.25, 1e-6, [3, 4], 0.25],
  ['finds the point at the centroid', 5, 1e-6, [0], 0],
  ['counts points within the relative tolerance as tied', 1.01, 0.03, [1, 2], 0.99],
  ['keeps points beyond the relative tolerance apart', 1.01, 0.02, [2], 0.99],
  ['ties only exactly equal distances at tolerance 0', 3.5, 0, [0, 2], 1.5],
];

for (const [name, centroid, tolerance, tied, distance] of CASES) {
  test(`nearestToCentroids(points, clustering) ${name}`, () => {
    const [nearest] = nearestToCentroids(points, { centroids: matrixFromRows([[centroid]]) }, { tolerance });
    assert.deepEqual(nearest, { chosen: tied[0], tied, distance });
  });
}

test('nearestToCentroids(points, clustering) gives one entry a centroid, in their order', () => {
  const centroids = matrixFromRows([[8], [1.5]]);
  const chosen = nearestToCentroids(points, { centroids }).map((nearest) => nearest.chosen);
  assert.deepEqual(chosen, [3, 2]);
});

const ERRORS: readonly (readonly [string, number, readonly number[], string])[] = [
  ['a negative tolerance', -1e-6, [1], 'tolerance must be at least 0, got -0.000001'],
  ['a tolerance that is not a number', NaN, [1], 'tolerance must be at least 0, got NaN'],
  ['centroids of another width', 0, [1, 2], 'points must be of width 2 as the centroids, got 1'],
];

for (const [name, tolerance, centroid, message] of ERRORS) {
  test(`nearestToCentroids(points, clustering) throws on ${name}`, () => {
    const centroids = matrixFromRows([centroid]);
    assert.throws(() => nearestToCentroids(points, { centroids }, { tolerance }), {
      name: 'RangeError',
      message: `nearestToCentroids: ${message}`,
    });
  });
}
