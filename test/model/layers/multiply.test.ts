import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { multiply, multiplyTransposed } from '../../../src/model/layers/multiply.js';
import { assertClose } from '../../close.js';
import { useBackend } from '../use-backend.js';
import { matrix } from './matrix.js';

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

/** Single precision, over sums of 50 numbers of about 1. */
const TOLERANCE = 1e-5;

// Few rows, and many: from 256 the second matrix is transposed. Its sides fill squares of 16, and do not.
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
