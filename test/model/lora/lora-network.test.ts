import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { createAdapter } from '../../../src/model/lora/create-adapter.js';
import { loraNetwork } from '../../../src/model/lora/lora-network.js';
import type { Network } from '../../../src/model/network.js';
import { plainNetwork } from '../../../src/model/weights.js';
import { assertClose } from '../../close.js';
import { testConfig } from './test-config.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** Rank 1 and α 2: what is added is doubled. */
const CONFIG = { ...createAdapter(testConfig('gpt2')).config, rank: 1, alpha: 2, dropout: 0.5 };

/** A layer of two inputs and three outputs with an adapter, and one without. */
function makeNetwork(change: Partial<Network> = {}): {
  network: Network;
  down: tf.Tensor2D;
  up: tf.Tensor2D;
} {
  const base = plainNetwork(
    new Map<string, tf.Tensor>([
      // Linear layers lie as [in, out].
      ['a.weight', tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])],
      ['a.bias', tf.tensor1d([10, 20, 30])],
      ['b.weight', tf.tensor2d([7, 8], [2, 1])],
    ]),
  );
  const down = tf.tensor2d([[1, -1]]); // [rank, in]
  const up = tf.tensor2d([[1], [0], [3]]); // [out, rank]
  const tensors = new Map<string, tf.Tensor>([
    ['a.lora_A.weight', down],
    ['a.lora_B.weight', up],
  ]);
  return { network: loraNetwork({ ...base, ...change }, CONFIG, tensors), down, up };
}

test('loraNetwork(base, config, tensors) adds x · Aᵀ · Bᵀ · scale to the layers that the adapter has', () => {
  const tensorsBefore = tf.memory().numTensors;
  tf.tidy(() => {
    const { network } = makeNetwork();
    const x = tf.tensor2d([2, 1, 0, 5], [2, 2]);
    // x · weight + bias, then 2 · (x₀ − x₁) · [1, 0, 3].
    assert.deepEqual(network.linear('a', x).arraySync(), [
      [2 + 4 + 10 + 2, 4 + 5 + 20, 6 + 6 + 30 + 6],
      [20 + 10 - 10, 25 + 20, 30 + 30 - 30],
    ]);
    assert.deepEqual(network.linear('b', x).arraySync(), [[22], [40]]);
    assert.deepEqual(network.vector('a.bias').arraySync(), [10, 20, 30]);
  });
  assert.equal(tf.memory().numTensors, tensorsBefore);
});

test("loraNetwork(base, config, tensors) drops of the adapter's input alone, at the adapter's rate", () => {
  tf.tidy(() => {
    const asked: unknown[] = [];
    const { network } = makeNetwork({
      dropoutMask: (shape, rate) => {
        asked.push([[...shape], rate]);
        return tf.tensor2d([[0, 2]]);
      },
    });
    // The adapter reads [0, 2]: 2 · (0 − 2) · [1, 0, 3] is added.
    assert.deepEqual(network.linear('a', tf.tensor2d([[2, 1]])).arraySync(), [[16 - 4, 29, 42 - 12]]);
    assert.deepEqual(asked, [[[1, 2], 0.5]]);
  });
});

test('loraNetwork(base, config, tensors) gives A, B and x their gradients', () => {
  const tensorsBefore = tf.memory().numTensors;
  tf.tidy(() => {
    const { network, down, up } = makeNetwork();
    const x = tf.tensor2d([[2, 1]]);
    const slopes = tf.tensor2d([[1, 10, 100]]);
    // TensorFlow.js finds A and B by their identity.
    const loss = (input: tf.Tensor) => tf.sum(tf.mul(network.linear('a', input as tf.Tensor2D), slopes));
    const { grads } = tf.valueAndGrads(loss)([x, down, up]);
    // 2 · (slopes · B) is 602; x · Aᵀ is 1.
    assert.deepEqual(
      grads.map((gradient) => gradient.arraySync()),
      [[[321 + 602, 654 - 602]], [[1204, 602]], [[2], [20], [200]]],
    );
  });
  assert.equal(tf.memory().numTensors, tensorsBefore);
});

test('loraNetwork(base, config, tensors) reads tensors that are put in the place of others', () => {
  tf.tidy(() => {
    const base = plainNetwork(new Map<string, tf.Tensor>([['a.weight', tf.tensor2d([[1]])]]));
    const tensors = new Map<string, tf.Tensor>([
      ['a.lora_A.weight', tf.tensor2d([[1]])],
      ['a.lora_B.weight', tf.tensor2d([[0]])],
    ]);
    const network = loraNetwork(base, CONFIG, tensors);
    const x = tf.tensor2d([[3]]);
    assert.deepEqual(network.linear('a', x).arraySync(), [[3]]);
    tensors.set('a.lora_B.weight', tf.tensor2d([[5]]));
    assertClose(network.linear('a', x).dataSync()[0] ?? Number.NaN, 3 + 2 * 3 * 5, 0);
  });
});
