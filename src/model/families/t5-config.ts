import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import {
  Epsilon,
  Layers,
  Share,
  TANH_GELUS,
  TokenId,
  TokenIds,
  Tokens,
  unifyNames,
  Width,
} from './config-fields.js';
import type { ConfigSource, SharedConfig } from './family.js';

/** A model of the T5 family: T5, T5 1.1, mT5. */
export interface T5Config extends SharedConfig {
  readonly kind: 't5';
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  /** Size of a head, `d_kv`; heads times it need not be the width. */
  readonly headSize: number;
  /** Width inside the feed-forward layers, `d_ff`. */
  readonly innerWidth: number;
  /** Whether the feed-forward layers multiply two projections. */
  readonly gated: boolean;
  /** Function inside the feed-forward layers. */
  readonly activation: 'gelu_new' | 'relu';
  /** Buckets of relative distances, and the distance from which all share the last one. */
  readonly relativeBuckets: number;
  readonly relativeMaxDistance: number;
  /** Share dropped, in 0..1. */
  readonly dropout: number;
  /** Whether the last hidden states are divided by the root of the width before the head. */
  readonly scaleDecoderOutputs: boolean;
  /** Token that the decoder's rows begin with. */
  readonly decoderStartId: number;
}

/** General names of transformers and T5's own. */
const NAMES = {
  hidden_size: 'd_model',
  num_attention_heads: 'num_heads',
  num_hidden_layers: 'num_layers',
  head_dim: 'd_kv',
} as const;

/** What `feed_forward_proj` may say: `gated-gelu` means GELU by its tanh approximation, for old files' sake. */
const PROJECTIONS = [
  'relu',
  'gated-relu',
  'gated-gelu',
  ...TANH_GELUS,
  ...TANH_GELUS.map((name) => `gated-${name}` as const),
] as const;

const T5Fields = z.object({
  vocab_size: Tokens,
  d_model: Width.default(512),
  d_kv: Width.default(64),
  d_ff: Width,
  num_layers: Layers,
  num_decoder_layers: Layers.nullable().default(null),
  num_heads: Width,
  relative_attention_num_buckets: Width.min(4).default(32),
  relative_attention_max_distance: Width.default(128),
  dropout_rate: Share.default(0.1),
  layer_norm_epsilon: Epsilon.default(1e-6),
  feed_forward_proj: z.enum(PROJECTIONS),
  tie_word_embeddings: z.boolean().default(true),
  bos_token_id: TokenId.default(null),
  eos_token_id: TokenIds.default([1]),
  pad_token_id: TokenId.default(0),
  decoder_start_token_id: z.int().min(0),
});

/** Defaults that differ between the two; T5 itself has none for the token that decoding starts with. */
const DEFAULTS = {
  t5: { vocab_size: 32_128, d_ff: 2_048, num_layers: 6, num_heads: 8, feed_forward_proj: 'relu' },
  mt5: {
    vocab_size: 250_112,
    d_ff: 1_024,
    num_layers: 8,
    num_heads: 6,
    feed_forward_proj: 'gated-gelu',
    decoder_start_token_id: 0,
  },
} as const;

/**
 * Reads the fields of a T5's or mT5's `config.json`: they differ in defaults, and only T5 scales what the decoder gives.
 * @throws Error with the place and the field where one is wrong.
 * Source: transformers 5.23, `configuration_t5.py` and `configuration_mt5.py`.
 */
export function readT5Config(
  raw: Readonly<Record<string, unknown>>,
  { modelType, place, maxLength }: ConfigSource,
): T5Config {
  const family = modelType === 'mt5' ? 'mt5' : 't5';
  const fields = checkForm(
    T5Fields.refine(hasLogarithmicBuckets, {
      path: ['relative_attention_max_distance'],
      error: 'distances must reach beyond half of relative_attention_num_buckets',
    }).refine(({ decoder_start_token_id: id, vocab_size }) => id < vocab_size, {
      path: ['decoder_start_token_id'],
      error: 'the token must be in the vocabulary',
    }),
    { ...DEFAULTS[family], ...unifyNames(raw, NAMES) },
    place,
  );
  return {
    kind: 't5',
    vocabularySize: fields.vocab_size,
    width: fields.d_model,
    encoderLayers: fields.num_layers,
    decoderLayers: fields.num_decoder_layers ?? fields.num_layers,
    heads: fields.num_heads,
    headSize: fields.d_kv,
    innerWidth: fields.d_ff,
    gated: fields.feed_forward_proj.startsWith('gated-'),
    activation: fields.feed_forward_proj.endsWith('relu') ? 'relu' : 'gelu_new',
    relativeBuckets: fields.relative_attention_num_buckets,
    relativeMaxDistance: fields.relative_attention_max_distance,
    dropout: fields.dropout_rate,
    layerNormEpsilon: fields.layer_norm_epsilon,
    tieWordEmbeddings: fields.tie_word_embeddings,
    scaleDecoderOutputs: family === 't5' && fields.tie_word_embeddings,
    decoderStartId: fields.decoder_start_token_id,
    maxLength: maxLength(),
    bosId: fields.bos_token_id,
    eosIds: fields.eos_token_id,
    padId: fields.pad_token_id,
  };
}

/** The decoder gives its first half of buckets to single distances and shares out the rest by logarithm. */
function hasLogarithmicBuckets(fields: z.output<typeof T5Fields>): boolean {
  return fields.relative_attention_max_distance > Math.floor(fields.relative_attention_num_buckets / 2);
}
