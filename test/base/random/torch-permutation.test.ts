import assert from 'node:assert/strict';
import { test } from 'node:test';
import { torchPermutation } from '../../../src/base/random/torch-permutation.js';
import { readReference } from '../../reference-file.js';

interface Permutation {
  count: number;
  seed: number;
  order: number[];
}

for (const { count, seed, order } of readReference<{ permutations: Permutation[] }>('order.json')
  .permutations) {
  test(`torchPermutation(${count}, ${seed}) is torch.randperm's`, () => {
    assert.deepEqual(torchPermutation(count, seed), order);
  });
}

for (const [name, count, seed, message] of [
  ['a negative count', -1, 0, 'torchPermutation: count must be an integer in 0..214748363, got -1'],
  ['a count for which PyTorch draws otherwise', 214_748_364, 0, /count must be an integer in 0\.\.214748363/],
  ['a fraction as seed', 3, 0.5, 'torchPermutation: seed must be an integer in 0..4294967295, got 0.5'],
] as const) {
  test(`torchPermutation(count, seed) throws for ${name}`, () => {
    assert.throws(() => torchPermutation(count, seed), { name: 'RangeError', message });
  });
}
