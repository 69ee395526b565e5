import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/model/backend/start-backend.js';
import { attention } from '../../../src/model/layers/attention.js';
import { gelu } from '../../../src/model/layers/gelu.js';
import { mergeHeads, splitHeads } from '../../../src/model/layers/heads.js';
import { layerNorm } from '../../../src/model/layers/layer-norm.js';
import { rmsNorm } from '../../../src/model/layers/rms-norm.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';

interface StoredTensor {
  readonly shape: number[];
  readonly values: number[];
}

interface LayerCase {
  readonly inputs: readonly StoredTensor[];
  readonly output: StoredTensor;
  readonly outputGradient: StoredTensor;
  readonly inputGradients: readonly StoredTensor[];
}

const FIXTURE = readReference<{
  epsilon: number;
  scale: number;
  drop: StoredTensor;
  layers: Record<string, LayerCase>;
}>('layers/layers.json');

/** Single precision against double, over sums of fewer than ten numbers of about 1. */
const TOLERANCE = 2e-5;

const load = ({ shape, values }: StoredTensor) => tf.tensor(values, shape);

function attentionLayer(inputs: readonly tf.Tensor[], drop: StoredTensor | null): tf.Tensor {
  const [query, key, value, bias] = inputs as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
  return attention(query, key, value, bias, {
    scale: FIXTURE.scale,
    drop: drop === null ? null : load(drop),
    isBiasTrained: true,
  });
}

const LAYERS: readonly [name: string, title: string, compute: (inputs: readonly tf.Tensor[]) => tf.Tensor][] =
  [
    [
      'layerNorm',
      'layerNorm(x, scale, shift, epsilon)',
      (inputs) => {
        const [x, scale, shift] = inputs as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D];
        return layerNorm(x, scale, shift, FIXTURE.epsilon);
      },
    ],
    [
      'rmsNorm',
      'rmsNorm(x, scale, epsilon)',
      (inputs) => {
        const [x, scale] = inputs as [tf.Tensor2D, tf.Tensor1D];
        return rmsNorm(x, scale, FIXTURE.epsilon);
      },
    ],
    ['gelu', 'gelu(x)', (inputs) => gelu(inputs[0] as tf.Tensor)],
    ['attention', 'attention(query, key, value, bias)', (inputs) => attentionLayer(inputs, null)],
    [
      'attentionDrop',
      'attention(query, key, value, bias, {drop}), the bias repeated over heads and time,',
      (inputs) => attentionLayer(inputs, FIXTURE.drop),
    ],
  ];

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

for (const [name, title, compute] of LAYERS) {
  test(`${title} and its derivative are those of PyTorch, and nothing leaks`, () => {
    const layer = FIXTURE.layers[name];
    assert.ok(layer !== undefined);
    const tensorsBefore = tf.memory().numTensors;
    tf.tidy(() => {
      const inputs = layer.inputs.map(load);
      const output = compute(inputs);
      assert.deepEqual(output.shape, layer.output.shape);
      assertClose([...output.dataSync()], layer.output.values, TOLERANCE, name);
      const gradients = tf.grads((...given: tf.Tensor[]) => compute(given))(
        inputs,
        load(layer.outputGradient),
      );
      for (const [index, expected] of layer.inputGradients.entries()) {
        assert.deepEqual(gradients[index]?.shape, expected.shape);
        const values = [...(gradients[index]?.dataSync() ?? [])];
        assertClose(values, expected.values, TOLERANCE, `gradient ${index}`);
      }
    });
    assert.equal(tf.memory().numTensors, tensorsBefore);
  });
}

test('attention(query, key, value, bias) holds the bias fixed where it is not asked for its gradient', () => {
  tf.tidy(() => {
    const [query, key, value, bias] = (FIXTURE.layers.attention?.inputs ?? []).map(load) as tf.Tensor4D[];
    assert.ok(query && key && value && bias);
    const gradient = tf.grads((q, b) =>
      attention(q as tf.Tensor4D, key, value, b as tf.Tensor4D, { scale: 1, drop: null }),
    );
    assert.throws(() => gradient([query, bias]), /Cannot compute gradient/);
  });
});

test('splitHeads(x, batch, heads) gives each head its columns, and mergeHeads(x) undoes it', () => {
  tf.tidy(() => {
    // One row of two tokens, three heads of two numbers.
    const x = tf.tensor2d([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15], [2, 6]);
    const heads = splitHeads(x, 1, 3);
    assert.deepEqual(heads.arraySync(), [
      [
        [
          [0, 1],
          [10, 11],
        ],
        [
          [2, 3],
          [12, 13],
        ],
        [
          [4, 5],
          [14, 15],
        ],
      ],
    ]);
    assert.deepEqual(mergeHeads(heads).arraySync(), x.arraySync());
  });
});
