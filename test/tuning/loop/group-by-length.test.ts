import assert from 'node:assert/strict';
import { test } from 'node:test';
import { torchPermutation } from '../../../src/base/random/torch-permutation.js';
import { groupByLength } from '../../../src/tuning/loop/group-by-length.js';
import { readReference } from '../../reference-file.js';

interface Group {
  lengths: number[];
  batchSize: number;
  seed: number;
  order: number[];
}

for (const { lengths, batchSize, seed, order } of readReference<{ groups: Group[] }>('order.json').groups) {
  test(`groupByLength(order, lengths, ${batchSize}) groups ${lengths.length} examples as transformers does`, () => {
    const shuffled = torchPermutation(lengths.length, seed);
    assert.deepEqual(groupByLength(shuffled, lengths, batchSize), order);
  });
}

test('groupByLength(order, lengths, batchSize) sorts each group and puts the longest of all first', () => {
  // Eight examples of batches of 1: groups of two, (0 1) (2 3) (4 5) (6 7).
  const lengths = [1, 2, 3, 4, 9, 8, 5, 6];
  const order = [0, 1, 2, 3, 4, 5, 6, 7];
  assert.deepEqual(groupByLength(order, lengths, 1), [4, 0, 3, 2, 1, 5, 7, 6]);
  assert.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7]);
});

test('groupByLength(order, lengths, batchSize) of nothing is nothing', () => {
  assert.deepEqual(groupByLength([], [], 4), []);
});
