import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { decoderBlockMemory } from './block-memory.js';
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
import type { CausalFacts, ConfigSource, SharedConfig, WeightShape } from './family.js';
import { bareAliases, conv1dLayer, embeddingWeight, normWeights, vocabularyWeights } from './weight-parts.js';

/** A model of the GPT-2 family, to which mGPT belongs. */
export interface Gpt2Config extends SharedConfig {
  readonly kind: 'gpt2';
  readonly layers: number;
  /** Rows of the position embedding: no row of tokens can be longer. */
  readonly positions: number;
  /** Width inside the feed-forward layers, `n_inner`. */
  readonly innerWidth: number;
  /** Function inside the feed-forward layers: GELU by its tanh approximation. */
  readonly activation: 'gelu_new';
  /** Shares dropped, in 0..1: of the embeddings, of the attention weights, of what layers give. */
  readonly embeddingDropout: number;
  readonly attentionDropout: number;
  readonly residualDropout: number;
  /** Whether attention scores are divided by the root of a head's size. */
  readonly scaleAttention: boolean;
}

/** GPT-2. */
export const gpt2: CausalFacts<Gpt2Config> = {
  kind: 'causal',
  modelTypes: ['gpt2'],
  tokenizerClass: 'GPT2Tokenizer',
  embeddings: 'transformer.wte',
  head: 'lm_head',
  targets: ['c_attn'],
  readConfig,
  weights,
  longestRow: ({ positions }) => positions,
  blockMemory: decoderBlockMemory,
};

/** Name of the position embeddings, without `.weight`. */
export const POSITIONS = 'transformer.wpe';

/** General names of transformers and GPT-2's own. */
const NAMES = {
  hidden_size: 'n_embd',
  max_position_embeddings: 'n_positions',
  num_attention_heads: 'n_head',
  num_hidden_layers: 'n_layer',
} as const;

/** Width inside the feed-forward layers, in widths, where the file does not say it. */
const INNER_WIDTHS = 4;

const Gpt2Fields = z
  .object({
    vocab_size: Tokens.default(50_257),
    n_positions: Width.default(1_024),
    n_embd: Width.default(768),
    n_layer: Layers.default(12),
    n_head: Width.default(12),
    n_inner: Width.nullable().default(null),
    activation_function: z.enum(TANH_GELUS).default('gelu_new'),
    resid_pdrop: Share.default(0.1),
    embd_pdrop: Share.default(0.1),
    attn_pdrop: Share.default(0.1),
    layer_norm_epsilon: Epsilon.default(1e-5),
    scale_attn_weights: z.boolean().default(true),
    // What follows has no place in the formula.
    scale_attn_by_inverse_layer_idx: z.literal(false).default(false),
    add_cross_attention: z.literal(false).default(false),
    tie_word_embeddings: z.boolean().default(true),
    bos_token_id: TokenId.default(50_256),
    eos_token_id: TokenIds.default([50_256]),
    pad_token_id: TokenId.default(null),
  })
  .refine(({ n_embd, n_head }) => n_embd % n_head === 0, {
    path: ['n_head'],
    error: 'heads must divide n_embd',
  });

/** Source: transformers 5.23, `configuration_gpt2.py`. */
function readConfig(raw: Readonly<Record<string, unknown>>, { place }: ConfigSource): Gpt2Config {
  const fields = checkForm(Gpt2Fields, unifyNames(raw, NAMES), place);
  return {
    kind: 'gpt2',
    vocabularySize: fields.vocab_size,
    tieWordEmbeddings: fields.tie_word_embeddings,
    width: fields.n_embd,
    layers: fields.n_layer,
    heads: fields.n_head,
    positions: fields.n_positions,
    innerWidth: fields.n_inner ?? INNER_WIDTHS * fields.n_embd,
    activation: 'gelu_new',
    embeddingDropout: fields.embd_pdrop,
    attentionDropout: fields.attn_pdrop,
    residualDropout: fields.resid_pdrop,
    scaleAttention: fields.scale_attn_weights,
    layerNormEpsilon: fields.layer_norm_epsilon,
    maxLength: fields.n_positions,
    bosId: fields.bos_token_id,
    eosIds: fields.eos_token_id,
    padId: fields.pad_token_id,
  };
}

function weights(config: Gpt2Config): WeightShape[] {
  const { layers, width, innerWidth, positions } = config;
  const { embeddings, head } = vocabularyWeights(gpt2, config);
  const blocks = Array.from({ length: layers }, (_, layer) => `transformer.h.${layer}`);
  const shapes = [
    embeddings,
    embeddingWeight(POSITIONS, positions, width),
    ...blocks.flatMap((block) => [
      ...normWeights(`${block}.ln_1`, width),
      ...conv1dLayer(`${block}.attn.c_attn`, { input: width, output: 3 * width }),
      ...conv1dLayer(`${block}.attn.c_proj`, { input: width, output: width }),
      ...normWeights(`${block}.ln_2`, width),
      ...conv1dLayer(`${block}.mlp.c_fc`, { input: width, output: innerWidth }),
      ...conv1dLayer(`${block}.mlp.c_proj`, { input: innerWidth, output: width }),
    ]),
    ...normWeights('transformer.ln_f', width),
    head,
  ];
  return bareAliases(shapes, 'transformer.');
}
