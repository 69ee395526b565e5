import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import { t5 } from '../../../src/model/families/t5.js';
import { decode, encode } from '../../../src/model/families/t5-forward.js';
import { sourceTensors } from '../../../src/model/score/row-tensors.js';
import { plainNetwork, weightOf } from '../../../src/model/weights.js';
import { assertClose } from '../../close.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { assertLogits, causalRows, type LogitsBatch } from '../reference-logits.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

test("decode(network, config, rows, source) gives an mT5's logits with heads that are not the width, padded left and right", async () => {
  const { mt5 } = readReference<{ mt5: { base: LogitsBatch[] } }>('models/logits.json');
  await assertLogits('models/mt5', mt5.base);
});

test("decode(network, config, rows, source) gives the first T5's logits: ReLU, a tied and scaled head, far tokens", async () => {
  const { t5 } = readReference<{ t5: LogitsBatch[] }>('odd-models/logits.json');
  await assertLogits('odd-models/t5', t5);
});

const BUCKETS = 'decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight';

/** From 2: to TensorFlow.js a seed of 0 is none, and 1 draws the factors. */
const FIRST_SEED = 2;

/** A random small T5, and a number that hangs on all its decoder's states, by the weights of the decoder's buckets. */
function bucketLoss(isTrained: boolean): { bias: tf.Tensor; loss: (bias: tf.Tensor) => tf.Scalar } {
  const config = readModelConfig(referenceFile('odd-models/t5'));
  assert.ok(config.kind === 't5');
  const weights = new Map<string, tf.Tensor>(
    t5
      .weights(config)
      .map(({ name, shape, kind }, index) => [
        name,
        tf.randomNormal(
          kind === 'linear' ? [...shape].reverse() : [...shape],
          0,
          0.5,
          'float32',
          FIRST_SEED + index,
        ),
      ]),
  );
  const rows = causalRows([[3, 4, 5, 6, 7, 8]], [[1, 1, 1, 1, 1, 1]]);
  const { ids, mask } = sourceTensors([[9, 10]]);
  const states = encode(plainNetwork(weights), config, { ids, mask });
  const factors = tf.randomNormal([6, config.width], 0, 1, 'float32', 1);
  const loss = (bias: tf.Tensor): tf.Scalar => {
    const network = { ...plainNetwork(new Map([...weights, [BUCKETS, bias]])), isTrained: () => isTrained };
    return tf.sum(tf.mul(decode(network, config, rows, { states, mask }), factors));
  };
  return { bias: weightOf(weights, BUCKETS), loss };
}

test('decode(network, config, rows, source) gives the weights of the buckets their gradient where they are learnt', () => {
  const tensorsBefore = tf.memory().numTensors;
  tf.tidy(() => {
    const { bias, loss } = bucketLoss(true);
    const gradient = tf.grad(loss)(bias).dataSync();
    // Central differences; in single precision they are right to some 1e-3 of sums of 120 numbers of about 1.
    const step = 0.01;
    const differences = [...gradient.keys()].map((index) => {
      const shift = tf.reshape(tf.mul(tf.oneHot(tf.scalar(index, 'int32'), bias.size), step), bias.shape);
      const [above = Number.NaN] = loss(tf.add(bias, shift)).dataSync();
      const [below = Number.NaN] = loss(tf.sub(bias, shift)).dataSync();
      return (above - below) / (2 * step);
    });
    assertClose([...gradient], differences, 5e-3);
    assert.ok(gradient.some((value) => Math.abs(value) > 0.05));
  });
  assert.equal(tf.memory().numTensors, tensorsBefore);
});

test('decode(network, config, rows, source) computes no gradient for the buckets where they are not learnt', () => {
  tf.tidy(() => {
    const { bias, loss } = bucketLoss(false);
    assert.throws(() => tf.grad(loss)(bias), /Cannot compute gradient/);
  });
});
