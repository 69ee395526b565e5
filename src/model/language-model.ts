/** Language models as scoring, tuning and generation see them. */
import type * as tf from '@tensorflow/tfjs-core';
import type { ModelConfig } from './families/families.js';
import type { Rows, Source } from './network.js';

/** What every language model has. */
interface Model {
  readonly config: ModelConfig;
  readonly vocabularySize: number;
  /** Scores of the vocabulary, [n, vocabulary], for last hidden states [n, width]. */
  head(states: tf.Tensor2D): tf.Tensor2D;
  /** Frees the weights. */
  dispose(): void;
}

/** A decoder that reads context and continuation in one row: BLOOM, GPT-2. */
export interface CausalModel extends Model {
  readonly kind: 'causal';
  /** Last hidden states, [batch * time, width], or of the places that the rows name. */
  hidden(rows: Rows): tf.Tensor2D;
}

/** An encoder that reads the source, and a decoder that reads what it has said: mT5. */
export interface Seq2SeqModel extends Model {
  readonly kind: 'seq2seq';
  /** Token that the decoder's rows begin with. */
  readonly decoderStartId: number;
  /** Hidden states of the sources, [batch * time, width]; `mask` hides the padding, [batch, 1, 1, time]. */
  encode(source: Pick<Rows, 'ids' | 'mask'>): tf.Tensor2D;
  /** Last hidden states of the decoder, [batch * time, width], which are what the head reads. */
  decode(rows: Rows, source: Source): tf.Tensor2D;
}

/** A language model of either kind. */
export type LanguageModel = CausalModel | Seq2SeqModel;
