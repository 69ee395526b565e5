import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { nativeOperation } from '../../src/backend/native-operation.js';
import { useBackend } from '../model/use-backend.js';

const MULTIPLY = [
  ['T', 'float32'],
  ['transpose_a', false],
  ['transpose_b', true],
] as const;

const CROSS_ENTROPY = [
  ['T', 'float32'],
  ['Tlabels', 'int32'],
] as const;

test('nativeOperation(name, attributes, inputs, 1) runs TensorFlow’s operation, and makes one tensor', async (t) => {
  if (!(await useBackend(t, 'tensorflow'))) return;
  const inputs = [tf.tensor2d([[1, 2, 3]]), tf.tensor2d([[4, 5, 6]])];
  const before = tf.memory().numTensors;
  const outputs = nativeOperation('MatMul', MULTIPLY, inputs, 1);
  assert.equal(outputs?.length, 1);
  assert.deepEqual(outputs?.[0]?.arraySync(), [[32]]);
  assert.equal(tf.memory().numTensors, before + 1);
  tf.dispose([inputs, outputs ?? []]);
});

test('nativeOperation(name, attributes, inputs, 2) gives both outputs, and takes whole numbers', async (t) => {
  if (!(await useBackend(t, 'tensorflow'))) return;
  tf.tidy(() => {
    const logits = tf.tensor2d([[0, 0, 0, 0]]);
    const inputs = [logits, tf.tensor1d([2], 'int32')];
    const [losses, slopes] =
      nativeOperation('SparseSoftmaxCrossEntropyWithLogits', CROSS_ENTROPY, inputs, 2) ?? [];
    assert.ok(Math.abs((losses?.dataSync()[0] ?? NaN) - Math.log(4)) < 1e-6);
    assert.deepEqual(slopes?.arraySync(), [[0.25, 0.25, -0.75, 0.25]]);
  });
});

test('nativeOperation(name, attributes, inputs, outputs) records no gradient', async (t) => {
  if (!(await useBackend(t, 'tensorflow'))) return;
  tf.tidy(() => {
    const gradient = tf.grad((x) => nativeOperation('MatMul', MULTIPLY, [x, x], 1)?.[0] as tf.Tensor);
    assert.throws(() => gradient(tf.tensor2d([[1, 2]])), /Cannot compute gradient/);
  });
});

for (const [name, operation, inputs, message] of [
  ['an operation that there is none of', 'Nonsense', [[1]], /Nonsense/],
  ['inputs that do not fit', 'MatMul', [[1, 2], [1]], /Matrix size-incompatible/],
] as const) {
  test(`nativeOperation(name, attributes, inputs, outputs) throws for ${name}`, async (t) => {
    if (!(await useBackend(t, 'tensorflow'))) return;
    tf.tidy(() => {
      const tensors = inputs.map((row) => tf.tensor2d([[...row]]));
      assert.throws(() => nativeOperation(operation, MULTIPLY, tensors, 1), { name: 'Error', message });
    });
  });
}

test('nativeOperation(name, attributes, inputs, outputs) is null on WebAssembly, and makes nothing', async (t) => {
  if (!(await useBackend(t, 'wasm'))) return;
  const input = tf.tensor2d([[1]]);
  const before = tf.memory().numTensors;
  assert.equal(nativeOperation('MatMul', MULTIPLY, [input, input], 1), null);
  assert.equal(tf.memory().numTensors, before);
  input.dispose();
});
