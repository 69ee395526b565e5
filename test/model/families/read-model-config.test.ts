import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ModelConfig } from '../../../src/model/families/families.js';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import { readReference } from '../../reference-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

/** Reads a configuration from a folder that holds it, and a tokenizer's where one is given. */
function read(config: unknown, tokenizer?: unknown): ModelConfig {
  return withTemporaryFolder((folder) => {
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    if (tokenizer !== undefined) {
      writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(tokenizer));
    }
    return readModelConfig(folder);
  });
}

/** Our fields beside the names that transformers has for them. */
function inTransformersNames(config: ModelConfig): Record<string, unknown> {
  const shared = {
    vocab_size: config.vocabularySize,
    layer_norm_epsilon: config.layerNormEpsilon,
    bos_token_id: config.bosId,
    eos_token_id: config.eosIds,
    pad_token_id: config.padId,
  };
  switch (config.kind) {
    case 'bloom':
      return {
        ...shared,
        hidden_size: config.width,
        n_layer: config.layers,
        n_head: config.heads,
        hidden_dropout: config.hiddenDropout,
        attention_dropout: config.attentionDropout,
        apply_residual_connection_post_layernorm: config.residualAfterNorm,
      };
    case 'gpt2':
      return {
        ...shared,
        n_embd: config.width,
        n_layer: config.layers,
        n_head: config.heads,
        n_positions: config.positions,
        n_inner: config.innerWidth,
        activation_function: config.activation,
        embd_pdrop: config.embeddingDropout,
        attn_pdrop: config.attentionDropout,
        resid_pdrop: config.residualDropout,
        scale_attn_weights: config.scaleAttention,
      };
    case 't5':
      return {
        ...shared,
        d_model: config.width,
        num_layers: config.encoderLayers,
        num_decoder_layers: config.decoderLayers,
        num_heads: config.heads,
        d_kv: config.headSize,
        d_ff: config.innerWidth,
        is_gated_act: config.gated,
        dense_act_fn: config.activation,
        relative_attention_num_buckets: config.relativeBuckets,
        relative_attention_max_distance: config.relativeMaxDistance,
        dropout_rate: config.dropout,
        scale_decoder_outputs: config.scaleDecoderOutputs,
        decoder_start_token_id: config.decoderStartId,
      };
  }
}

interface Expected {
  readonly config: { readonly model_type: string };
  readonly expected: Readonly<Record<string, unknown>>;
}

for (const { config, expected } of readReference<Expected[]>('model_configs.json')) {
  test(`readModelConfig(folder) reads ${JSON.stringify(config)} as transformers does`, () => {
    const { eos_token_id: eos, n_inner: inner, scale_decoder_outputs: scale } = expected;
    assert.deepEqual(inTransformersNames(read(config)), {
      ...expected,
      eos_token_id: eos === null ? [] : [eos].flat(),
      // The model itself takes four widths where the configuration has none, and mT5's never scales.
      ...(config.model_type === 'gpt2' && { n_inner: inner ?? 4 * Number(expected.n_embd) }),
      ...(config.model_type === 'mt5' && { scale_decoder_outputs: scale ?? false }),
    });
  });
}

// Source: `ACT2FN` of transformers 5.23; to `gated-gelu` it gives the tanh form, `gelu` is the exact one.
for (const name of ['gelu_new', 'gelu_pytorch_tanh', 'gelu_python_tanh', 'gelu_fast', 'gelu_accurate']) {
  test(`readModelConfig(folder) takes ${name} for GELU by its tanh approximation`, () => {
    const gpt2 = read({ model_type: 'gpt2', activation_function: name });
    const t5 = [name, `gated-${name}`].map((feed_forward_proj) =>
      read({ model_type: 'mt5', feed_forward_proj }),
    );
    assert.deepEqual(
      [gpt2, ...t5].map((config) => [
        'activation' in config && config.activation,
        'gated' in config && config.gated,
      ]),
      [
        ['gelu_new', false],
        ['gelu_new', false],
        ['gelu_new', true],
      ],
    );
  });
}

test('readModelConfig(folder) refuses GELU in its exact form', () => {
  assert.throws(() => read({ model_type: 'gpt2', activation_function: 'gelu' }), /"activation_function"/);
  assert.throws(() => read({ model_type: 't5', feed_forward_proj: 'gelu' }), /"feed_forward_proj"/);
});

// Expected lengths by the rules of lm-eval's resolve_max_length.
for (const [name, config, tokenizer, expected] of [
  ['2048 where nobody says a length', { model_type: 'bloom', seq_length: 512 }, undefined, 2048],
  ["the tokenizer's length", { model_type: 'bloom' }, { model_max_length: 1000 }, 1000],
  ['2048 where the tokenizer has no limit', { model_type: 'mt5' }, { model_max_length: 1e30 }, 2048],
  ["the model's length first", { model_type: 'mt5', n_positions: 512 }, { model_max_length: 9 }, 512],
  ['the positions of a GPT-2', { model_type: 'gpt2', n_positions: 99 }, { model_max_length: 9 }, 99],
  ['n_ctx last', { model_type: 'bloom', n_ctx: 77 }, undefined, 77],
] as const) {
  test(`readModelConfig(folder) gives ${name}`, () => {
    assert.equal(read(config, tokenizer).maxLength, expected);
  });
}

test('readModelConfig(folder) takes -1 for no token', () => {
  assert.equal(read({ model_type: 'bloom', pad_token_id: -1 }).padId, null);
});

for (const [name, config, message] of [
  [
    'a model that cannot be computed',
    { model_type: 'llama' },
    /model_type must be bloom, gpt2, t5 or mt5, got "llama"$/,
  ],
  ['umT5, saying why', { model_type: 'umt5' }, /got "umt5", whose every layer has relative positions/],
  ['no model_type', {}, /config\.json: "model_type": Invalid input: expected string/],
  ['an array', [], /config\.json: the file: Invalid input: expected record/],
  [
    'heads that do not divide',
    { model_type: 'bloom', n_head: 7 },
    /"n_head": heads must divide hidden_size$/,
  ],
  ['such heads of a GPT-2', { model_type: 'gpt2', n_head: 7 }, /"n_head": heads must divide n_embd$/],
  ['unbounded layers', { model_type: 'bloom', n_layer: 1e9 }, /"n_layer": Too big: .* got 1000000000$/],
  ['a width as text', { model_type: 'bloom', hidden_size: '64' }, /"hidden_size": .* got "64"$/],
  ['a width of null', { model_type: 'bloom', hidden_size: null }, /"hidden_size": Invalid input/],
  [
    'a head tied by a word',
    { model_type: 'bloom', tie_word_embeddings: 'no' },
    /"tie_word_embeddings": .* got "no"$/,
  ],
  [
    'scores scaled by layer',
    { model_type: 'gpt2', scale_attn_by_inverse_layer_idx: true },
    /"scale_attn_by_inverse_layer_idx": .* got true$/,
  ],
  [
    'another activation',
    { model_type: 'gpt2', activation_function: 'relu' },
    /"activation_function": .* got "relu"$/,
  ],
  [
    'another projection',
    { model_type: 'mt5', feed_forward_proj: 'gated-silu' },
    /"feed_forward_proj": .* "gated-silu"$/,
  ],
  ['a T5 without a start token', { model_type: 't5' }, /"decoder_start_token_id": Invalid input/],
  [
    'a start token beyond the vocabulary',
    { model_type: 'mt5', vocab_size: 10, decoder_start_token_id: 10 },
    /"decoder_start_token_id": the token must be in the vocabulary$/,
  ],
  [
    'distances that all have a bucket',
    { model_type: 'mt5', relative_attention_max_distance: 16 },
    /"relative_attention_max_distance": distances must reach beyond half/,
  ],
  ['a length of nothing', { model_type: 'bloom', n_positions: 0 }, /"n_positions": Too small/],
] as const) {
  test(`readModelConfig(folder) throws for ${name}`, () => {
    assert.throws(() => read(config), { name: 'Error', message });
  });
}

test('readModelConfig(folder) throws where the file is missing', () => {
  withTemporaryFolder((folder) => {
    assert.throws(() => readModelConfig(folder), {
      message: /config\.json: must be a readable JSON file, got no such file$/,
    });
  });
});
