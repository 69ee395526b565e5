import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import * as bloom from '../../src/model/families/bloom-forward.js';
import type { ModelConfig } from '../../src/model/families/families.js';
import * as gpt2 from '../../src/model/families/gpt2-forward.js';
import { readModelConfig } from '../../src/model/families/read-model-config.js';
import { disposeWeights, readWeights } from '../../src/model/load-model.js';
import type { Network, Rows } from '../../src/model/network.js';
import { trainedNetwork } from '../../src/model/weights.js';
import { assertClose } from '../close.js';
import { referenceFile } from '../reference-file.js';
import { causalRows } from './reference-logits.js';
import { useBackend } from './use-backend.js';

/** Two rows, the second with padding on its right. */
const IDS = [
  [3, 14, 15, 9, 26],
  [5, 35, 8, 0, 0],
];
const MASK = [
  [1, 1, 1, 1, 1],
  [1, 1, 1, 0, 0],
];

/** Fewer rows are multiplied at once, so that sums may be rounded in another order. */
const ROUNDING = 1e-4;

function hiddenStates(network: Network, config: ModelConfig, rows: Rows): tf.Tensor2D {
  if (config.kind === 'bloom') return bloom.hidden(network, config, rows);
  assert.ok(config.kind === 'gpt2');
  return gpt2.hidden(network, config, rows);
}

for (const backend of ['tensorflow', 'wasm'] as const) {
  for (const [folder, title] of [
    ['models/bloom', 'bloom.hidden(network, config, rows)'],
    ['odd-models/bloom-post-norm', 'bloom.hidden(network, config, rows), residuals after the norm,'],
    ['models/gpt2', 'gpt2.hidden(network, config, rows)'],
  ] as const) {
    for (const places of [[2], [0, 3, 6], [7, 1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]) {
      test(`${title} gives states and gradients of places ${places.join(', ')} as of all, on ${backend}`, async (t) => {
        if (!(await useBackend(t, backend))) return;
        const tensorsBefore = tf.memory().numTensors;
        const config = readModelConfig(referenceFile(folder));
        const weights = await readWeights(referenceFile(folder), config);
        tf.tidy(() => {
          const network = trainedNetwork(weights);
          const rows = causalRows(IDS, MASK);
          const at = tf.tensor1d(places, 'int32');
          const some = hiddenStates(network, config, { ...rows, places: at });
          const all = tf.gather(hiddenStates(network, config, rows), at);
          assert.deepEqual(some.shape, [places.length, config.width]);
          assertClose([...some.dataSync()], [...all.dataSync()], ROUNDING);

          const slopes = tf.randomNormal<tf.Rank.R2>([places.length, config.width], 0, 1, 'float32', 1);
          const learnt = [...weights.values()];
          // Tensors are known by what they are, so that a function may use them without being given them.
          const gradientsOf = (compute: () => tf.Tensor2D) =>
            tf.grads(() => tf.sum(tf.mul(compute(), slopes)))(learnt);
          const ours = gradientsOf(() => hiddenStates(network, config, { ...rows, places: at }));
          const expected = gradientsOf(() => {
            const states = hiddenStates(network, config, rows); // [batch * time, width]
            // A product with zeros and ones has a gradient on every backend.
            return tf.matMul(tf.oneHot(at, IDS.flat().length) as tf.Tensor2D, states);
          });
          for (const [index, name] of [...weights.keys()].entries()) {
            const [actual, wanted] = [ours[index]?.dataSync() ?? [], expected[index]?.dataSync() ?? []];
            assertClose([...actual], [...wanted], ROUNDING, name);
          }
        });
        disposeWeights(weights);
        assert.equal(tf.memory().numTensors, tensorsBefore);
      });
    }
  }
}
