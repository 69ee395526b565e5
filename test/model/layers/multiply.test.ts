import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { multiply } from '../../../src/model/layers/multiply.js';
import { useBackend } from '../use-backend.js';

// [1 2 3; 4 5 6] · [1 0; 2 1; 0 3], by hand.
const A = [
  [1, 2, 3],
  [4, 5, 6],
];
const B = [
  [1, 0],
  [2, 1],
  [0, 3],
];
const PRODUCT = [
  [5, 11],
  [14, 23],
];

const turned = (rows: number[][]): number[][] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));

for (const backend of ['tensorflow', 'wasm'] as const) {
  for (const [name, a, b, options] of [
    ['as they lie', A, B, undefined],
    ['the first transposed', turned(A), B, { transposeA: true }],
    ['the second transposed', A, turned(B), { transposeB: true }],
    ['both transposed', turned(A), turned(B), { transposeA: true, transposeB: true }],
  ] as const) {
    test(`multiply(a, b, options) gives the product of matrices ${name} on ${backend}, as one new tensor`, async (t) => {
      if (!(await useBackend(t, backend))) return;
      const [left, right] = [tf.tensor2d(a), tf.tensor2d(b)];
      const before = tf.memory().numTensors;
      const product = multiply(left, right, options);
      assert.deepEqual(product.arraySync(), PRODUCT);
      assert.equal(product.dtype, 'float32');
      assert.equal(tf.memory().numTensors, before + 1);
      tf.dispose([left, right, product]);
    });
  }

  test(`multiply(a, b) gives rows and columns of one number on ${backend}`, async (t) => {
    if (!(await useBackend(t, backend))) return;
    tf.tidy(() => {
      const [row, column] = [tf.tensor2d([[1, 2, 3]]), tf.tensor2d([[4], [5], [6]])];
      assert.deepEqual(multiply(row, column).arraySync(), [[32]]);
      assert.deepEqual(multiply(column, row).arraySync(), [
        [4, 8, 12],
        [5, 10, 15],
        [6, 12, 18],
      ]);
    });
  });
}

test('multiply(a, b) throws where the matrices do not fit each other', async (t) => {
  if (!(await useBackend(t, 'wasm'))) return;
  tf.tidy(() => {
    assert.throws(() => multiply(tf.tensor2d(A), tf.tensor2d(A)), { name: 'Error', message: /inner shapes/ });
  });
});
