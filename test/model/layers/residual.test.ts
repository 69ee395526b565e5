import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { pickRows } from '../../../src/model/layers/residual.js';
import { useBackend } from '../use-backend.js';

const ROWS = [
  [1, 2],
  [3, 4],
  [5, 6],
  [7, 8],
];

for (const backend of ['tensorflow', 'wasm'] as const) {
  for (const [name, places, expected] of [
    [
      'some rows in their order',
      [1, 3],
      [
        [3, 4],
        [7, 8],
      ],
    ],
    [
      'rows in another order',
      [2, 0],
      [
        [5, 6],
        [1, 2],
      ],
    ],
    ['one row', [3], [[7, 8]]],
    ['all rows', [0, 1, 2, 3], ROWS],
  ] as const) {
    test(`pickRows(x, places) gives ${name} on ${backend}, and leaves no more`, async (t) => {
      if (!(await useBackend(t, backend))) return;
      const x = tf.tensor2d(ROWS);
      const at = tf.tensor1d([...places], 'int32');
      const before = tf.memory().numTensors;
      const picked = pickRows(x, at);
      assert.deepEqual(picked.arraySync(), expected);
      assert.equal(tf.memory().numTensors, before + 1);
      tf.dispose([x, at, picked]);
    });
  }

  test(`pickRows(x, places) passes gradients to the rows it picked, and 0 to the others, on ${backend}`, async (t) => {
    if (!(await useBackend(t, backend))) return;
    tf.tidy(() => {
      const at = tf.tensor1d([2, 0], 'int32');
      const gradient = tf.grad((x) => pickRows(x as tf.Tensor2D, at));
      const slopes = tf.tensor2d([
        [10, 20],
        [30, 40],
      ]);
      assert.deepEqual(gradient(tf.tensor2d(ROWS), slopes).arraySync(), [
        [30, 40],
        [0, 0],
        [10, 20],
        [0, 0],
      ]);
    });
  });
}

test('pickRows(x, undefined) is x itself', async (t) => {
  if (!(await useBackend(t, 'wasm'))) return;
  tf.tidy(() => {
    const x = tf.tensor2d(ROWS);
    assert.equal(pickRows(x, undefined), x);
  });
});
