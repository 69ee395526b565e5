import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumpyRandom } from '../../../src/base/random/numpy-random.js';
import { matrixFromRows } from '../../../src/records/matrix.js';
import { lloyd } from '../../../src/selection/kmeans/lloyd.js';
import { pointDistances } from '../../../src/selection/kmeans/point-distances.js';

/** Points of which many have equal distances, or nearly, so that ties decide. */
function points(random: NumpyRandom, [rows, columns, kind]: readonly [number, number, string]): number[][] {
  const value = (): number => {
    if (kind === 'binary') return random.random() < 0.4 ? 1 : 0;
    if (kind === 'grid') return Math.floor(random.random() * 4);
    if (kind === 'near') return Math.floor(random.random() * 3) + random.random() * 1e-13;
    return random.random();
  };
  return Array.from({ length: rows }, () => Array.from({ length: columns }, value));
}

for (const [kind, tie] of [
  ['binary', 1e-12],
  ['binary', 0],
  ['grid', 1e-12],
  ['grid', 0.3],
  ['near', 1e-12],
  ['near', 1e-13],
  ['random', 1e-12],
  ['random', 0.05],
] as const) {
  test(`lloyd(…) gives the same to the last bit with bounds as without: ${kind} points, tie ${tie}`, () => {
    const random = new NumpyRandom(7);
    for (let round = 0; round < 40; round++) {
      const rows = 5 + Math.floor(random.random() * 60);
      const matrix = matrixFromRows(points(random, [rows, 1 + Math.floor(random.random() * 9), kind]));
      const count = 1 + Math.floor(random.random() * Math.min(rows, 20));
      // The same point several times makes clusters run empty.
      const start = Array.from({ length: count }, () => Math.floor(random.random() * rows));
      const [plain, bounded] = [Number.POSITIVE_INFINITY, 0].map((boundedFrom) =>
        lloyd(matrix, pointDistances(matrix), start, { tolerance: 0, maxIterations: 40, tie, boundedFrom }),
      );
      assert.deepEqual(bounded, plain);
    }
  });
}
