/**
 * What there is to know of a family of models. A family is one record of facts (`bloom.ts`, `gpt2.ts`, `t5.ts`) and a
 * forward pass in a file of its own (`bloom-forward.ts` and so on); one line in `families.ts` lists both.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { Network, Rows, Source } from '../network.js';
import type { BatchSize, BlockMemory, BlockOptions } from './block-memory.js';

/** What `config.json` says of every model, in our own words; field names of the file stand beside them. */
export interface SharedConfig {
  /** Name of the family. */
  readonly kind: string;
  /** Rows of the embedding, `vocab_size`. */
  readonly vocabularySize: number;
  /** Whether the head is the embedding where the checkpoint has no head of its own. */
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

/** Where a configuration is read from. */
export interface ConfigSource {
  /** What the file says that it is, `model_type`. */
  readonly modelType: string;
  /** Name for messages, usually the file's path. */
  readonly place: string;
  /** Most tokens that lm-eval lets the model read in one row. @throws Error where the files say no valid number. */
  readonly maxLength: () => number;
}

/** One weight of a model: what a checkpoint must hold, and what it is for. */
export interface WeightShape {
  /** Name as transformers writes it, with its `.weight` or `.bias`. */
  readonly name: string;
  /** Shape as stored. */
  readonly shape: readonly number[];
  /** `linear` is stored as [out, in], `conv1d` (GPT-2) as [in, out]. */
  readonly kind: 'linear' | 'conv1d' | 'embedding' | 'vector';
  /** Other names that it may have in a checkpoint (default: none). */
  readonly aliases?: readonly string[];
  /** Name of the weight that serves where the checkpoint has none of this name (default: it must have it). */
  readonly otherwise?: string;
}

/** What is known of every family. */
interface SharedFacts<Config extends SharedConfig> {
  /** What `config.json` may call its models, `model_type`. */
  readonly modelTypes: readonly string[];
  /** What it may call like ones that cannot be computed, and why not, behind a comma (default: there are none). */
  readonly refusedTypes?: Readonly<Record<string, string>>;
  /** Class of transformers that reads a model's tokenizer where no file names one; `null` for none of those with parts of their own. */
  readonly tokenizerClass: string | null;
  /** Names of the embeddings that a model begins with, and of the head that it ends with, without `.weight`. */
  readonly embeddings: string;
  readonly head: string;
  /** Layers that PEFT 0.21 changes where nobody names any: `TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING`. */
  readonly targets: readonly string[];
  /**
   * Reads the fields of a `config.json`; those that are left out have transformers' defaults.
   * @throws Error with the place and the field where one is wrong.
   */
  readConfig(fields: Readonly<Record<string, unknown>>, source: ConfigSource): Config;
  /** Every weight of a model. */
  weights(config: Config): WeightShape[];
  /** Most tokens of a row that a model can read at all; `Infinity` where there is no limit. */
  longestRow(config: Config): number;
  /** What the blocks of a model keep in tuning. */
  blockMemory(config: Config, batch: BatchSize, options: BlockOptions): BlockMemory[];
}

/** What is known of decoders, which read context and continuation in one row. */
export interface CausalFacts<Config extends SharedConfig> extends SharedFacts<Config> {
  readonly kind: 'causal';
}

/** The forward pass of a decoder. */
export interface CausalPass<Config> {
  /** Last hidden states, [wanted, width], of the places that the rows name, else of all, batch * time. */
  hidden(network: Network, config: Config, rows: Rows): tf.Tensor2D;
}

/** What is known of encoders that read the source, with decoders that read what they have said. */
export interface Seq2SeqFacts<Config extends SharedConfig> extends SharedFacts<Config> {
  readonly kind: 'seq2seq';
  /** Token that the decoder's rows begin with. */
  decoderStartId(config: Config): number;
}

/** The forward passes of an encoder and a decoder. */
export interface Seq2SeqPass<Config> {
  /** Hidden states of the sources, [batch * time, width]. */
  encode(network: Network, config: Config, source: Pick<Rows, 'ids' | 'mask'>): tf.Tensor2D;
  /** Last hidden states of the decoder, [batch * time, width]. */
  decode(network: Network, config: Config, rows: Rows, source: Source): tf.Tensor2D;
}

/** A family of either kind. Its forward pass is loaded when it is called for: nobody else waits for TensorFlow.js. */
export type Family<Config extends SharedConfig> =
  | (CausalFacts<Config> & { load(): Promise<CausalPass<Config>> })
  | (Seq2SeqFacts<Config> & { load(): Promise<Seq2SeqPass<Config>> });
