import assert from 'node:assert/strict';
import { test } from 'node:test';
import { torchPermutation } from '../../../src/base/random/torch-permutation.js';
import { groupByLength, orderExamples } from '../../../src/tuning/loop/order-examples.js';
import { readReference } from '../../reference-file.js';

const lengths = [5, 1, 4, 2, 3, 9, 7, 8];
const options = { shuffle: true, groupByLength: false, seed: 42, batchSize: 2 };

test('orderExamples(lengths, epoch, options) keeps the order of the data without shuffle', () => {
  assert.deepEqual(orderExamples(lengths, 3, { ...options, shuffle: false }), [0, 1, 2, 3, 4, 5, 6, 7]);
});

test('orderExamples(lengths, epoch, options) is seeded by seed + epoch', () => {
  assert.deepEqual(orderExamples(lengths, 0, options), torchPermutation(8, 42));
  assert.deepEqual(orderExamples(lengths, 1, options), torchPermutation(8, 43));
  assert.deepEqual(orderExamples(lengths, 1, options), orderExamples(lengths, 0, { ...options, seed: 43 }));
});

test('orderExamples(lengths, epoch, options) with groupByLength begins with the longest example', () => {
  const order = orderExamples(lengths, 0, { ...options, groupByLength: true });
  assert.equal(order[0], 5);
  assert.deepEqual([...order].sort(), [0, 1, 2, 3, 4, 5, 6, 7]);
});

test('orderExamples(lengths, epoch, options) throws for a seed that is none', () => {
  assert.throws(() => orderExamples(lengths, 0, { ...options, seed: -1 }), {
    name: 'RangeError',
    message: 'torchPermutation: seed must be an integer in 0..4294967295, got -1',
  });
});

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
