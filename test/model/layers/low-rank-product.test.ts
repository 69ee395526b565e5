import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { addLowRankProduct } from '../../../src/model/layers/low-rank-product.js';
import { trainedNetwork } from '../../../src/model/weights.js';
import { assertClose } from '../../close.js';
import { useBackend } from '../use-backend.js';
import { matrix } from './matrix.js';

/** Single precision, over sums of up to 70 numbers of about 1. */
const TOLERANCE = 2e-5;

// Sides that fill tiles of 8 rows and 32 columns, that do not, and so many rows that threads share them.
for (const [rows, columns, rank] of [
  [1, 1, 1],
  [8, 32, 4],
  [9, 33, 2],
  [37, 50, 64],
  [300, 131, 70],
] as const) {
  for (const isBiased of [true, false]) {
    for (const backend of ['tensorflow', 'wasm'] as const) {
      const title = `addLowRankProduct(x, ${isBiased ? 'bias' : 'undefined'}, {inner, up})`;
      test(`${title} is x${isBiased ? ' + bias' : ''} + inner · upᵀ for ${rows} x ${columns} and rank ${rank} on ${backend}`, async (t) => {
        if (!(await useBackend(t, backend))) return;
        const [x, inner, up] = [matrix(rows, columns, 1), matrix(rows, rank, 2), matrix(columns, rank, 3)];
        const [bias = []] = matrix(1, columns, 4);
        const before = tf.memory().numTensors;
        const expected = x.flatMap((row, place) =>
          row.map((value, column) => {
            const product = inner[place]?.reduce((sum, left, k) => sum + left * (up[column]?.[k] ?? NaN), 0);
            return value + (isBiased ? (bias[column] ?? NaN) : 0) + (product ?? NaN);
          }),
        );
        tf.tidy(() => {
          const product = { inner: tf.tensor2d(inner), up: tf.tensor2d(up) };
          const sum = addLowRankProduct(tf.tensor2d(x), isBiased ? tf.tensor1d(bias) : undefined, product);
          assert.deepEqual(sum.shape, [rows, columns]);
          assertClose([...sum.dataSync()], expected, TOLERANCE);
        });
        assert.equal(tf.memory().numTensors, before);
      });
    }
  }
}

test('addLowRankProduct(x, bias, {inner, up}) refuses matrices that do not fit', async (t) => {
  if (!(await useBackend(t, 'tensorflow'))) return;
  tf.tidy(() => {
    const [x, bias] = [tf.zeros([2, 3]) as tf.Tensor2D, tf.zeros([3]) as tf.Tensor1D];
    const product = { inner: tf.zeros([2, 1]) as tf.Tensor2D, up: tf.zeros([4, 1]) as tf.Tensor2D };
    assert.throws(
      () => addLowRankProduct(x, bias, product),
      /LingtuneAddProduct: x must be \[n, m\], bias \[m\]/,
    );
  });
});

test('trainedNetwork(weights).linear(name, x, added) adds the product too', async (t) => {
  if (!(await useBackend(t, 'tensorflow'))) return;
  tf.tidy(() => {
    const network = trainedNetwork(new Map<string, tf.Tensor>([['a.weight', tf.tensor2d([[2, 3]])]]));
    const added = { inner: tf.tensor2d([[5]]), up: tf.tensor2d([[1], [10]]) };
    assert.deepEqual(network.linear('a', tf.tensor2d([[1]]), added).arraySync(), [[7, 53]]);
  });
});
