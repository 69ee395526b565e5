import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { multiplyTransposed } from '../../../src/model/layers/multiply-transposed.js';
import { assertClose } from '../../close.js';
import { useBackend } from '../use-backend.js';
import { matrix } from './matrix.js';

/** Single precision, over sums of 50 numbers of about 1. */
const TOLERANCE = 1e-5;

// Few rows, and many: from 256 the second matrix is turned. Its sides fill squares of 16, and do not.
for (const [rows, columns, width] of [
  [3, 5, 4],
  [256, 32, 48],
  [300, 33, 50],
  [300, 700, 50],
] as const) {
  for (const backend of ['tensorflow', 'wasm'] as const) {
    test(`multiplyTransposed(a, b) is a · bᵀ for ${rows} x ${width} and ${columns} x ${width} on ${backend}, as one new tensor`, async (t) => {
      if (!(await useBackend(t, backend))) return;
      const [left, right] = [matrix(rows, width, 1), matrix(columns, width, 2)];
      const [a, b] = [tf.tensor2d(left), tf.tensor2d(right)];
      const before = tf.memory().numTensors;
      const product = multiplyTransposed(a, b);
      assert.deepEqual(product.shape, [rows, columns]);
      assert.equal(tf.memory().numTensors, before + 1);
      const expected = left.flatMap((x) =>
        right.map((y) => x.reduce((sum, value, place) => sum + value * (y[place] ?? 0), 0)),
      );
      assertClose([...product.dataSync()], expected, TOLERANCE);
      tf.dispose([a, b, product]);
    });
  }
}
