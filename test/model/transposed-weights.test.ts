import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { isWorthTransposing, transposeWeights } from '../../src/model/transposed-weights.js';
import { useBackend } from './use-backend.js';

test('isWorthTransposing(numbers) says yes up to 256 MiB', () => {
  assert.equal(isWorthTransposing(2 ** 26), true);
  assert.equal(isWorthTransposing(2 ** 26 + 1), false);
});

test('transposeWeights(weights, names) turns those, and none where there is no operation of our own for it', async (t) => {
  const weights = () =>
    new Map<string, tf.Tensor>([
      ['a', tf.tensor2d([[1, 2, 3]])],
      ['b', tf.tensor2d([[4], [5]])],
    ]);
  for (const backend of ['wasm', 'tensorflow'] as const) {
    if (!(await useBackend(t, backend))) return;
    tf.tidy(() => {
      const turned = transposeWeights(weights(), ['a']);
      const expected = backend === 'wasm' ? [] : [['a', [[1], [2], [3]]]];
      assert.deepEqual(
        [...turned].map(([name, matrix]) => [name, matrix.arraySync()]),
        expected,
      );
      assert.throws(() => transposeWeights(weights(), ['c']), {
        message: 'weightOf: the model must have the weight c',
      });
    });
  }
});
