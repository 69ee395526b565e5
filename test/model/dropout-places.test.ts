import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import * as bloom from '../../src/model/families/bloom-forward.js';
import { weightShapes } from '../../src/model/families/families.js';
import * as gpt2 from '../../src/model/families/gpt2-forward.js';
import { readModelConfig } from '../../src/model/families/read-model-config.js';
import * as t5 from '../../src/model/families/t5-forward.js';
import type { Network } from '../../src/model/network.js';
import { sourceTensors } from '../../src/model/score/row-tensors.js';
import { plainNetwork } from '../../src/model/weights.js';
import { referenceFile } from '../reference-file.js';
import { causalRows } from './reference-logits.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** Two rows of three tokens. */
const IDS = [
  [3, 4, 5],
  [6, 7, 8],
];
const MASK = IDS.map((row) => row.map(() => 1));

/** What a formula asks to be dropped, in order, as shape and rate. */
function asked(
  folder: string,
  compute: (network: Network, config: ReturnType<typeof readModelConfig>) => void,
) {
  const places: string[] = [];
  const config = readModelConfig(referenceFile(folder));
  tf.tidy(() => {
    const weights = new Map(
      weightShapes(config).map(({ name, shape, kind }) => [
        name,
        tf.zeros(kind === 'linear' ? [...shape].reverse() : [...shape]),
      ]),
    );
    const dropoutMask = (shape: readonly number[], rate: number) => {
      places.push(`${shape.join('×')} ${rate}`);
      return tf.ones([...shape]);
    };
    compute({ ...plainNetwork(weights), dropoutMask }, config);
  });
  return places;
}

test('gpt2.hidden(network, config, rows) drops embeddings, attention weights and what both parts give', () => {
  const places = asked('odd-models/gpt2', (network, config) => {
    assert.ok(config.kind === 'gpt2');
    const rates = { embeddingDropout: 0.1, attentionDropout: 0.2, residualDropout: 0.3 };
    gpt2.hidden(network, { ...config, ...rates }, causalRows(IDS, MASK));
  });
  assert.deepEqual(places, ['6×65 0.1', '2×5×3×3 0.2', '6×65 0.3', '6×65 0.3']);
});

test('bloom.hidden(network, config, rows) drops attention weights and what both parts give', () => {
  const places = asked('odd-models/bloom-post-norm', (network, config) => {
    assert.ok(config.kind === 'bloom');
    bloom.hidden(network, { ...config, attentionDropout: 0.2, hiddenDropout: 0.3 }, causalRows(IDS, MASK));
  });
  assert.deepEqual(places, ['2×5×3×3 0.2', '6×35 0.3', '6×35 0.3']);
});

test('t5.encode and t5.decode(network, config, …) drop embeddings, weights, what parts and inner layers give, and the last states', () => {
  const self = ['2×5×3×3 0.1', '6×20 0.1'];
  const feedForward = ['6×45 0.1', '6×20 0.1'];
  const encoder = asked('odd-models/t5', (network, config) => {
    assert.ok(config.kind === 't5');
    t5.encode(network, config, sourceTensors(IDS));
  });
  assert.deepEqual(encoder, ['6×20 0.1', ...self, ...feedForward, '6×20 0.1']);
  const decoder = asked('odd-models/t5', (network, config) => {
    assert.ok(config.kind === 't5');
    // Both rows look at one source of four tokens.
    const { mask } = sourceTensors([[3, 4, 5, 6]]);
    const source = { states: tf.zeros<tf.Rank.R2>([4, 20]), mask, ofRow: tf.tensor1d([0, 0], 'int32') };
    t5.decode(network, config, causalRows(IDS, MASK), source);
  });
  const layer = [...self, '2×5×3×4 0.1', '6×20 0.1', ...feedForward];
  assert.deepEqual(decoder, ['6×20 0.1', ...layer, ...layer, '6×20 0.1']);
});
