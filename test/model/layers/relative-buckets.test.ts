import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BucketOptions, relativeBuckets } from '../../../src/model/layers/relative-buckets.js';
import { readReference } from '../../reference-file.js';

const FIXTURE = readReference<{
  firstDistance: number;
  buckets: (BucketOptions & { ofDistance: number[] })[];
}>('layers/layers.json');

for (const { ofDistance, ...options } of FIXTURE.buckets) {
  const { isBidirectional, buckets, maxDistance } = options;
  const direction = isBidirectional ? 'both directions' : 'one direction';
  test(`relativeBuckets(looking, seen, options) gives transformers' ${buckets} buckets up to ${maxDistance}, ${direction}`, () => {
    const keys = ofDistance.map((_, index) => FIXTURE.firstDistance + index);
    assert.deepEqual([...relativeBuckets([[0]], [keys], options)], ofDistance);
  });
}

test('relativeBuckets(looking, seen, options) goes by positions, row by row', () => {
  const options = { isBidirectional: false, buckets: 32, maxDistance: 128 };
  // A trunk of two tokens with two branches of one; then a row that looks back at a longer past.
  const buckets = relativeBuckets(
    [
      [0, 1, 2, 2],
      [4, 5],
    ],
    [
      [0, 1, 2, 2],
      [3, 4, 5],
    ],
    options,
  );
  assert.deepEqual([...buckets], [0, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0, 2, 1, 0, 0, 1, 0, 0, 2, 1, 0]);
});
