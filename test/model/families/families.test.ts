import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bloom } from '../../../src/model/families/bloom.js';
import { linearWeights, type ModelConfig } from '../../../src/model/families/families.js';
import { gpt2 } from '../../../src/model/families/gpt2.js';
import { configSource } from './config-source.js';

const namesOf = (config: ModelConfig): string[] => linearWeights(config).map(({ name }) => name);

test('linearWeights(config) names what linear layers multiply with, and no bias', () => {
  const ofBloom = bloom.readConfig(
    { vocab_size: 10, hidden_size: 4, n_head: 2, n_layer: 1 },
    configSource('bloom'),
  );
  assert.deepEqual(namesOf(ofBloom), [
    'transformer.h.0.self_attention.query_key_value.weight',
    'transformer.h.0.self_attention.dense.weight',
    'transformer.h.0.mlp.dense_h_to_4h.weight',
    'transformer.h.0.mlp.dense_4h_to_h.weight',
  ]);
  const ofGpt2 = gpt2.readConfig(
    { vocab_size: 10, n_embd: 4, n_head: 2, n_layer: 1, n_positions: 8 },
    configSource('gpt2'),
  );
  assert.deepEqual(namesOf(ofGpt2), [
    'transformer.h.0.attn.c_attn.weight',
    'transformer.h.0.attn.c_proj.weight',
    'transformer.h.0.mlp.c_fc.weight',
    'transformer.h.0.mlp.c_proj.weight',
  ]);
});
