import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { decoderBlockMemory } from './block-memory.js';
import { Epsilon, Layers, Share, TokenId, TokenIds, Tokens, unifyNames, Width } from './config-fields.js';
import type { CausalFacts, ConfigSource, SharedConfig, WeightShape } from './family.js';
import { bareAliases, linearLayer, normWeights, vocabularyWeights } from './weight-parts.js';

/** A model of the BLOOM family. */
export interface BloomConfig extends SharedConfig {
  readonly kind: 'bloom';
  readonly layers: number;
  /** Share dropped of what attention and feed-forward layers give, in 0..1. */
  readonly hiddenDropout: number;
  /** Share dropped of the attention weights, in 0..1. */
  readonly attentionDropout: number;
  /** Whether layers are added to what their layer norm gave, `apply_residual_connection_post_layernorm`. */
  readonly residualAfterNorm: boolean;
}

/** BLOOM. Its `seq_length` limits nothing: positions are distances. */
export const bloom: CausalFacts<BloomConfig> = {
  kind: 'causal',
  modelTypes: ['bloom'],
  tokenizerClass: null,
  embeddings: 'transformer.word_embeddings',
  head: 'lm_head',
  targets: ['query_key_value'],
  readConfig,
  weights,
  longestRow: () => Infinity,
  blockMemory: (config, batch, options) =>
    decoderBlockMemory(
      { ...config, innerWidth: INNER_WIDTHS * config.width, residualDropout: config.hiddenDropout },
      batch,
      options,
    ),
};

/** Width inside the feed-forward layers, in widths. */
const INNER_WIDTHS = 4;

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

/** Source: transformers 5.23, `configuration_bloom.py`. */
function readConfig(raw: Readonly<Record<string, unknown>>, { place, maxLength }: ConfigSource): BloomConfig {
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
    maxLength: maxLength(),
    bosId: fields.bos_token_id,
    eosIds: fields.eos_token_id,
    padId: fields.pad_token_id,
  };
}

function weights(config: BloomConfig): WeightShape[] {
  const { layers, width } = config;
  const { embeddings, head } = vocabularyWeights(bloom, config);
  const innerWidth = INNER_WIDTHS * width;
  const blocks = Array.from({ length: layers }, (_, layer) => `transformer.h.${layer}`);
  const shapes = [
    embeddings,
    ...normWeights(`${bloom.embeddings}_layernorm`, width),
    ...blocks.flatMap((block) => [
      ...normWeights(`${block}.input_layernorm`, width),
      ...linearLayer(`${block}.self_attention.query_key_value`, { input: width, output: 3 * width }),
      ...linearLayer(`${block}.self_attention.dense`, { input: width, output: width }),
      ...normWeights(`${block}.post_attention_layernorm`, width),
      ...linearLayer(`${block}.mlp.dense_h_to_4h`, { input: width, output: innerWidth }),
      ...linearLayer(`${block}.mlp.dense_4h_to_h`, { input: innerWidth, output: width }),
    ]),
    ...normWeights('transformer.ln_f', width),
    head,
  ];
  return bareAliases(shapes, 'transformer.');
}
