import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { Epsilon, Layers, Share, TokenId, TokenIds, Tokens, unifyNames, Width } from './config-fields.js';
import type { BloomConfig } from './model-config.js';

/** General names of transformers, the older `n_embed`, and BLOOM's own. */
const NAMES = {
  num_hidden_layers: 'n_layer',
  num_attention_heads: 'n_head',
  n_embed: 'hidden_size',
} as const;

const BloomFields = z
  .object({
    vocab_size: Tokens.default(250_880),
    hidden_size: Width.default(64),
    n_layer: Layers.default(2),
    n_head: Width.default(8),
    layer_norm_epsilon: Epsilon.default(1e-5),
    hidden_dropout: Share.default(0),
    attention_dropout: Share.default(0),
    apply_residual_connection_post_layernorm: z.boolean().default(false),
    tie_word_embeddings: z.boolean().default(true),
    bos_token_id: TokenId.default(1),
    eos_token_id: TokenIds.default([2]),
    pad_token_id: TokenId.default(null),
  })
  .refine(({ hidden_size, n_head }) => hidden_size % n_head === 0, {
    path: ['n_head'],
    error: 'heads must divide hidden_size',
  });

/**
 * Reads the fields of a BLOOM's `config.json`.
 * @param place name for messages, usually the file's path.
 * @throws Error with the place and the field where one is wrong.
 * Source: transformers 5.23, `configuration_bloom.py`.
 */
export function parseBloomConfig(
  raw: Readonly<Record<string, unknown>>,
  maxLength: number,
  place: string,
): BloomConfig {
  const fields = checkForm(BloomFields, unifyNames(raw, NAMES), place);
  return {
    kind: 'bloom',
    vocabularySize: fields.vocab_size,
    tieWordEmbeddings: fields.tie_word_embeddings,
    width: fields.hidden_size,
    layers: fields.n_layer,
    heads: fields.n_head,
    layerNormEpsilon: fields.layer_norm_epsilon,
    hiddenDropout: fields.hidden_dropout,
    attentionDropout: fields.attention_dropout,
    residualAfterNorm: fields.apply_residual_connection_post_layernorm,
    maxLength,
    bosId: fields.bos_token_id,
    eosIds: fields.eos_token_id,
    padId: fields.pad_token_id,
  };
}
