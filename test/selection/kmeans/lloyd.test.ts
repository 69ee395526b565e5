import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Matrix, matrixFromRows } from '../../../src/records/matrix.js';
import { kmeans } from '../../../src/selection/kmeans/kmeans.js';
import { type Clustering, lloyd } from '../../../src/selection/kmeans/lloyd.js';
import { pointDistances } from '../../../src/selection/kmeans/point-distances.js';
import { assertAnswer, drawPoints, labelText, lloydCases, renumbered } from './clustering-cases.js';

const EXACT = { tolerance: 0, maxIterations: 300, tie: 0 };

function cluster(points: Matrix, start: readonly number[], options: Partial<typeof EXACT> = {}): Clustering {
  return lloyd(points, pointDistances(points), start, { ...EXACT, ...options });
}

const line = matrixFromRows([[0], [2], [3], [9], [10], [12]]);

test('lloyd(points, distances, start) moves the centroids until no label changes', () => {
  // From 0 and 2: {0} and the rest, mean 7.2; then {0, 2, 3} and {9, 10, 12}; then nothing changes.
  const { labels, centroids, inertia, iterations } = cluster(line, [0, 1]);
  assert.deepEqual([...labels], [0, 0, 0, 1, 1, 1]);
  assert.deepEqual(
    Array.from(centroids.values, (value) => Math.round(value * 3)),
    [5, 31],
  );
  assert.ok(Math.abs(inertia - 28 / 3) < 1e-12, String(inertia));
  assert.equal(iterations, 3);
});

test('lloyd(points, distances, start) gives a point between two centroids to the first', () => {
  const points = matrixFromRows([[0], [2], [1]]);
  assert.deepEqual([...cluster(points, [0, 1]).labels], [0, 1, 0]);
  assert.deepEqual([...cluster(points, [1, 0]).labels], [1, 0, 0]);
});

test('lloyd(points, distances, start) counts distances within the tie as equal', () => {
  const points = matrixFromRows([[0], [2], [1.01]]);
  assert.deepEqual([...cluster(points, [0, 1]).labels], [0, 1, 1]);
  assert.deepEqual([...cluster(points, [0, 1], { tie: 0.05 }).labels], [0, 1, 0]);
});

test('lloyd(points, distances, start) lets the labels follow the last centroids where the tolerance stops it', () => {
  const { labels, iterations } = cluster(line, [0, 1], { tolerance: 1000 });
  assert.equal(iterations, 1);
  assert.deepEqual([...labels], [0, 0, 0, 1, 1, 1]);
});

test('lloyd(points, distances, start) stops after maxIterations', () => {
  assert.equal(cluster(line, [0, 1], { maxIterations: 2 }).iterations, 2);
});

test('lloyd(points, distances, start) fills two empty clusters with the points farthest away', () => {
  // The copies of 0 get 12 and 3, both at 9 squared from their centroids; then 2 lies between 1 and 3.
  const { labels, inertia } = cluster(line, [0, 0, 3, 0]);
  assert.deepEqual([...labels], [0, 0, 3, 2, 2, 1]);
  assert.equal(inertia, 2.5);
});

const empty = lloydCases('empty').map((one) => ({ ...one, ...drawPoints(one) }));

for (const { points, start, ...one } of empty) {
  const copies = one.count - new Set(start).size;
  const name = `seed ${one.seed}, ${one.rows} points, ${copies} copied starts`;
  test(`lloyd(points, distances, start) fills empty clusters as scikit-learn: ${name}`, () => {
    const actual = cluster(points, start, { tolerance: 1e-4 * meanVariance(points) });
    if (copies <= 2) return assertAnswer(actual, one);
    // Three empty clusters at once are filled in another order: the same clusters under other numbers.
    const labels = labelText(actual.labels);
    assert.equal(renumbered(labels), renumbered(one.labels));
    assertAnswer(actual, { ...one, labels });
  });
}

test('lloyd.json holds cases with one, two and more empty clusters', () => {
  const copies = new Set(empty.map(({ count, start }) => count - new Set(start).size));
  for (const number of [1, 2, 3]) assert.ok(copies.has(number), `${number} copies`);
});

for (const one of lloydCases('stopped')) {
  test(`kmeans(points, options) stops by the tolerance as scikit-learn: seed ${one.seed}`, () => {
    const { points } = drawPoints(one);
    assertAnswer(kmeans(points, { count: one.count, seed: one.seed, restarts: 1 }), one);
  });
}

function meanVariance({ rows, columns, values }: Matrix): number {
  const means = Array.from({ length: columns }, (_, column) =>
    values.reduce((sum, value, place) => (place % columns === column ? sum + value / rows : sum), 0),
  );
  const scatter = values.reduce(
    (sum, value, place) => sum + (value - (means[place % columns] ?? NaN)) ** 2,
    0,
  );
  return scatter / values.length;
}
