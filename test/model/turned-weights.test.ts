import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { parseBloomConfig } from '../../src/model/families/bloom-config.js';
import { parseGpt2Config } from '../../src/model/families/gpt2-config.js';
import type { ModelConfig } from '../../src/model/families/model-config.js';
import { isWorthTurning, linearWeights, turnWeights } from '../../src/model/turned-weights.js';
import { useBackend } from './use-backend.js';

const namesOf = (config: ModelConfig): string[] => linearWeights(config).map(({ name }) => name);

test('linearWeights(config) names what linear layers multiply with, and no bias', () => {
  const bloom = parseBloomConfig({ vocab_size: 10, hidden_size: 4, n_head: 2, n_layer: 1 }, 8, 'test');
  assert.deepEqual(namesOf(bloom), [
    'transformer.h.0.self_attention.query_key_value.weight',
    'transformer.h.0.self_attention.dense.weight',
    'transformer.h.0.mlp.dense_h_to_4h.weight',
    'transformer.h.0.mlp.dense_4h_to_h.weight',
  ]);
  const gpt2 = parseGpt2Config({ vocab_size: 10, n_embd: 4, n_head: 2, n_layer: 1, n_positions: 8 }, 'test');
  assert.deepEqual(namesOf(gpt2), [
    'transformer.h.0.attn.c_attn.weight',
    'transformer.h.0.attn.c_proj.weight',
    'transformer.h.0.mlp.c_fc.weight',
    'transformer.h.0.mlp.c_proj.weight',
  ]);
});

test('isWorthTurning(numbers) says yes up to 256 MiB', () => {
  assert.equal(isWorthTurning(2 ** 26), true);
  assert.equal(isWorthTurning(2 ** 26 + 1), false);
});

test('turnWeights(weights, names) turns those, and none where there is no operation of our own for it', async (t) => {
  const weights = () =>
    new Map<string, tf.Tensor>([
      ['a', tf.tensor2d([[1, 2, 3]])],
      ['b', tf.tensor2d([[4], [5]])],
    ]);
  for (const backend of ['wasm', 'tensorflow'] as const) {
    if (!(await useBackend(t, backend))) return;
    tf.tidy(() => {
      const turned = turnWeights(weights(), ['a']);
      const expected = backend === 'wasm' ? [] : [['a', [[1], [2], [3]]]];
      assert.deepEqual(
        [...turned].map(([name, matrix]) => [name, matrix.arraySync()]),
        expected,
      );
      assert.throws(() => turnWeights(weights(), ['c']), {
        message: 'weightOf: the model must have the weight c',
      });
    });
  }
});
