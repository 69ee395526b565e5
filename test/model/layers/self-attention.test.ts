import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ownOperation } from '../../../src/backend/native-operation.js';
import { HIDDEN } from '../../../src/model/layers/attention.js';
import { type SelfAttentionOptions, selfAttention } from '../../../src/model/layers/self-attention.js';
import { assertClose } from '../../close.js';
import { useBackend } from '../use-backend.js';

/** Single precision: sums of up to 70 products of numbers of about 1, in another order. */
const TOLERANCE = 2e-5;

const [BATCH, HEADS] = [2, 3];

/** Numbers in −1..1 without a pattern. */
function numbers(shape: number[], seed: number): tf.Tensor {
  const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(seed + i ** 2));
  return tf.tensor(values, shape);
}

/** Hides later tokens, and of the second text the first `gap` ones too, as left padding does. */
function mask(time: number, gap: number): tf.Tensor4D {
  const values = Array.from({ length: BATCH }, (_, text) =>
    Array.from({ length: time }, (_, row) =>
      Array.from({ length: time }, (_, seen) => (seen > row || (text === 1 && seen < gap) ? HIDDEN : 0)),
    ),
  );
  return tf.expandDims(tf.tensor3d(values), 1);
}

// Lengths below, at and above a block of 32 rows; sizes that fill vectors of 16 numbers and do not.
for (const [time, size, gap] of [
  [1, 4, 0],
  [32, 16, 0],
  [33, 7, 5],
  [70, 20, 40],
] as const) {
  for (const order of ['by head', 'by part'] as const) {
    test(`selfAttention(fused, bias, {order: '${order}'}) by one operation is that by many, ${time} tokens of ${size} numbers a head`, async (t) => {
      if (!(await useBackend(t, 'tensorflow'))) return;
      tf.tidy(() => {
        const fused = numbers([BATCH * time, 3 * HEADS * size], 1) as tf.Tensor2D;
        const bias = tf.add(numbers([1, HEADS, time, time], 2), mask(time, gap)) as tf.Tensor4D;
        const slopes = numbers([BATCH * time, HEADS * size], 3);
        const options = { batch: BATCH, heads: HEADS, order, scale: 0.4, dropoutMask: null };
        const both = (more: Partial<SelfAttentionOptions>) =>
          tf.valueAndGrad((x) =>
            tf.sum(tf.mul(selfAttention(x as tf.Tensor2D, bias, { ...options, ...more }), slopes)),
          );
        const [one, many] = [both({})(fused), both({ extend: (key, value) => [key, value] })(fused)];
        assertClose([...one.value.dataSync()], [...many.value.dataSync()], 1e-4);
        assertClose([...one.grad.dataSync()], [...many.grad.dataSync()], TOLERANCE);
      });
    });
  }
}

test('selfAttention(fused, bias, options) gives NaN where a token with one is seen, and only there', async (t) => {
  if (!(await useBackend(t, 'tensorflow'))) return;
  tf.tidy(() => {
    const fused = tf.buffer([2, 3], 'float32', new Float32Array([1, 1, 1, Number.NaN, 1, 5]));
    const options = { batch: 1, heads: 1, order: 'by head', scale: 1, dropoutMask: null } as const;
    const bias = tf.tensor4d([0, HIDDEN, 0, 0], [1, 1, 2, 2]);
    const mixed = selfAttention(fused.toTensor() as tf.Tensor2D, bias, options);
    assert.deepEqual([...mixed.dataSync()], [1, Number.NaN]);
  });
});

for (const [name, shape, bias] of [
  ['LingtuneSelfAttentionByHead', [1, 4, 2, 2, 5], [1, 1, 4, 4]],
  ['LingtuneSelfAttentionByPart', [1, 4, 2, 3, 5], [1, 1, 4, 4]],
  ['LingtuneSelfAttentionByHead', [1, 4, 2, 3, 5], [1, 1, 4, 3]],
  ['LingtuneSelfAttentionByHead', [1, 4, 2, 3, 5], [1, 3, 4, 4]],
] as const) {
  test(`ownOperation(${name}) refuses a projection of ${shape.join(' x ')} with a bias of ${bias.join(' x ')}`, async (t) => {
    if (!(await useBackend(t, 'tensorflow'))) return;
    tf.tidy(() => {
      const inputs = [tf.ones([...shape]), tf.ones([...bias])];
      assert.throws(() => ownOperation(name, inputs, 2, 1), /LingtuneSelfAttention: the bias must fit/);
    });
  });
}
