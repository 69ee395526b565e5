import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import { weightArrays } from '../../src/model/weight-arrays.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

test('weightArrays(weights) gives the numbers of each tensor once, under its first name', () => {
  const tensorsBefore = tf.memory().numTensors;
  tf.tidy(() => {
    const shared = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    const weights = new Map<string, tf.Tensor>([
      ['shared', shared],
      ['norm', tf.tensor1d([7])],
      ['head', shared],
      // The same numbers, but a tensor of its own.
      ['other', shared.clone()],
    ]);
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    assert.deepEqual(
      [...weightArrays(weights)],
      [
        ['shared', { shape: [3, 2], data }],
        ['norm', { shape: [1], data: Float32Array.of(7) }],
        ['other', { shape: [3, 2], data }],
      ],
    );
  });
  assert.equal(tf.memory().numTensors, tensorsBefore);
});
