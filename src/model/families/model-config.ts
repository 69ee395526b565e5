/** What `config.json` says of a model, in our own words; field names of the file stand beside them. */

/** What every model has. */
interface SharedConfig {
  /** Rows of the embedding, `vocab_size`. */
  readonly vocabularySize: number;
  /** Whether the head is the embedding where the checkpoint has no head of its own, `lm_head.weight`. */
  readonly tieWordEmbeddings: boolean;
  /** Numbers that a token is in the hidden layers, `hidden_size`. */
  readonly width: number;
  /** Heads of an attention layer. */
  readonly heads: number;
  /** What layer norms add to the variance. */
  readonly layerNormEpsilon: number;
  /** Most tokens that lm-eval 0.4.13 lets the model read in one row. */
  readonly maxLength: number;
  /** Token that texts begin with, or `null` where the file names none. */
  readonly bosId: number | null;
  /** Tokens that end a text. */
  readonly eosIds: readonly number[];
  /** Token that fills up short rows, or `null` where the file names none. */
  readonly padId: number | null;
}

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

/** A model that can be computed. */
export type ModelConfig = BloomConfig | Gpt2Config | T5Config;
