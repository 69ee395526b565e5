import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { isTensor, tensorText } from '../../../src/notebook/results/tensor-text.js';

await startBackend();

test('isTensor(value) knows tensors, and not what only has a shape', () => {
  const tensor = tf.scalar(1);
  assert.equal(isTensor(tensor), true);
  assert.equal(isTensor({ shape: [1], dtype: 'float32' }), false);
  tensor.dispose();
});

test('tensorText(tensor) gives shape, type and a few values', () => {
  const tensor = tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32');
  assert.equal(tensorText(tensor), 'Tensor [2, 2] int32\n    [[1, 2],\n     [3, 4]]');
  tensor.dispose();
  assert.equal(tensorText(tensor), 'Tensor [2, 2] int32, disposed');
});

test('tensorText(tensor) sums many values up, and reads none of too many', () => {
  const tensor = tf.range(0, 1000);
  assert.equal(
    tensorText(tensor),
    'Tensor [1000] float32\nFloat32Array(1,000): 0 … 999, mean 499.5\n[0, 1, 2, 3, 4, 5, …, 994, 995, 996, 997, 998, 999]',
  );
  tensor.dispose();
  const huge = {
    shape: [3000, 3000],
    dtype: 'float32',
    size: 9_000_000,
    isDisposed: false,
    dataSync: () => assert.fail('read'),
  };
  assert.equal(tensorText(huge), 'Tensor [3000, 3000] float32, 9,000,000 values');
});
