/** What a model's formula needs to be computed: its weights by name, and the layers that an adapter may change. */
import type * as tf from '@tensorflow/tfjs-core';
import type { LowRankProduct } from './layers/low-rank-product.js';

/**
 * The weights of one model, under the names that transformers gives them, and how layers are computed with them.
 * The forward passes (`families/bloom-forward.ts` and others) are pure functions of a network and rows of tokens; tuning gives them
 * a network whose linear layers have low-rank additions and whose dropout drops.
 */
export interface Network {
  /** A weight vector, such as a bias. @throws Error where there is none of the name. */
  vector(name: string): tf.Tensor1D;
  /** Rows of an embedding, [n, width], for ids [n]. */
  embed(name: string, ids: tf.Tensor1D): tf.Tensor2D;
  /**
   * x · weight + bias, [n, out] for x [n, in]; `name` without `.weight` and `.bias`.
   * @param added what an adapter adds (default: nothing).
   */
  linear(name: string, x: tf.Tensor2D, added?: LowRankProduct): tf.Tensor2D;
  /** x · embeddingᵀ, [n, vocabulary] for x [n, width]; `name` without `.weight`. */
  unembed(name: string, x: tf.Tensor2D): tf.Tensor2D;
  /** Factors that drop a share of the elements in training, 0 or 1/(1 − rate); `null` where none are dropped. */
  dropoutMask(shape: readonly number[], rate: number): tf.Tensor | null;
  /** Whether a weight is being learnt, so that its gradient is wanted. */
  isTrained(name: string): boolean;
  /**
   * What a block of layers gives, [n, width]. Its tensors are freed but for the result; tuning may forget too what it
   * would keep of them for the way back, and compute the block again there.
   * @param name start of the names of the block's weights.
   * @param reads every tensor that is read besides weights and a past.
   * @param compute is given the tensors again, which need not be the same objects.
   */
  block<Reads extends BlockReads>(
    name: string,
    reads: Reads,
    compute: (reads: Reads) => tf.Tensor2D,
  ): tf.Tensor2D;
}

/** Tensors that a block of layers reads, by the names that it has for them. */
export type BlockReads = Readonly<Record<string, tf.Tensor | undefined>>;

/** Rows of tokens, as a formula reads them. */
export interface Rows {
  /** Token ids, int32 [batch, time]. */
  readonly ids: tf.Tensor2D;
  /** Place of each token in its text, from 0, int32 [batch, time]. */
  readonly positions: tf.Tensor2D;
  /** 0 where a token may look and `HIDDEN` elsewhere, [batch or 1, 1, time, seen]. */
  readonly mask: tf.Tensor4D;
  /** Rows of the states that are wanted, int32 [m], of batch * time and none twice (default: all); decoders only. */
  readonly places?: tf.Tensor1D;
  /** Keys and values of tokens before these, for generation (default: there are none). */
  readonly past?: Past;
}

/** Keys and values of the tokens that were read before, a pair a layer. */
export interface Past {
  /** Places of all tokens seen, the new ones included, int32 [batch, seen]. */
  readonly positions: tf.Tensor2D;
  /** Appends a layer's new keys and values, [batch, heads, time, size], and gives all, [batch, heads, seen, size]. */
  extend(layer: number, key: tf.Tensor4D, value: tf.Tensor4D): [tf.Tensor4D, tf.Tensor4D];
}

/** What an encoder made of some sources, for the decoder to look at. */
export interface Source {
  /** Hidden states, [sources * time, width]. */
  readonly states: tf.Tensor2D;
  /** 0 for tokens and `HIDDEN` for padding, [sources, 1, 1, time]. */
  readonly mask: tf.Tensor4D;
  /** Index of the source of each of the decoder's rows, int32 [batch] (default: one source a row, in order). */
  readonly ofRow?: tf.Tensor1D;
}
