import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import { plainNetwork, weightArrays } from '../../src/model/weights.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

test('plainNetwork(weights) computes linear layers with and without bias, embeddings and their scores', () => {
  const tensorsBefore = tf.memory().numTensors;
  tf.tidy(() => {
    const network = plainNetwork(
      new Map<string, tf.Tensor>([
        // Linear layers lie as [in, out].
        ['a.weight', tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])],
        ['a.bias', tf.tensor1d([10, 20, 30])],
        ['b.weight', tf.tensor2d([1, 1], [2, 1])],
      ]),
    );
    const x = tf.tensor2d([1, -1, 0, 2], [2, 2]);
    assert.deepEqual(network.linear('a', x).arraySync(), [
      [7, 17, 27],
      [18, 30, 42],
    ]);
    assert.deepEqual(network.linear('b', x).arraySync(), [[0], [2]]);
    assert.deepEqual(network.embed('a', tf.tensor1d([1, 1, 0], 'int32')).arraySync(), [
      [4, 5, 6],
      [4, 5, 6],
      [1, 2, 3],
    ]);
    assert.deepEqual(network.unembed('a', tf.tensor2d([[1, 0, 2]])).arraySync(), [[7, 16]]);
    assert.deepEqual(network.vector('a.bias').arraySync(), [10, 20, 30]);
    assert.equal(network.dropoutMask([2, 2], 0.5), null);
    assert.equal(network.isTrained('a.weight'), false);
    assert.throws(() => network.linear('c', x), {
      name: 'Error',
      message: 'weightOf: the model must have the weight c.weight',
    });
  });
  assert.equal(tf.memory().numTensors, tensorsBefore);
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
