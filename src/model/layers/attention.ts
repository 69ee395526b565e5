import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';
import { customOperation } from './custom-operation.js';

/** Added to the score of a token that must not be seen: far below any score, yet finite, so that no row is NaN. */
export const HIDDEN = -1e30;

/** How attention is computed. */
export interface AttentionOptions {
  /** Factor of the products: 1/√size in most models, 1 in T5. */
  readonly scale: number;
  /** Factors of the weights in training, 0 or 1/(1 − rate), [batch, heads, time, seen], or `null` for none. */
  readonly dropoutMask: tf.Tensor | null;
  /** Whether the bias has a gradient (default: it is held fixed, and none is computed). */
  readonly isBiasTrained?: boolean;
}

/**
 * Scaled dot-product attention, softmax(query · keyᵀ · scale + bias) · value, with its derivative written by hand.
 * @param query [batch, heads, time, size].
 * @param key [batch, heads, seen, size].
 * @param value [batch, heads, seen, size].
 * @param bias can be broadcast to [batch, heads, time, seen].
 * @returns [batch, heads, time, size].
 * Source: Vaswani et al. 2017 (arXiv 1706.03762), equation 1.
 */
export function attention(
  query: tf.Tensor4D,
  key: tf.Tensor4D,
  value: tf.Tensor4D,
  bias: tf.Tensor4D,
  { scale, dropoutMask, isBiasTrained = false }: AttentionOptions,
): tf.Tensor4D {
  return customOperation(
    isBiasTrained ? [query, key, value, bias] : [query, key, value],
    () => {
      const weights = attentionWeights(tf.matMul(query, key, false, true), bias, scale); // [batch, heads, time, seen]
      return {
        value: tf.matMul(dropped(weights, dropoutMask), value) as tf.Tensor4D, // [batch, heads, time, size]
        kept: [query, key, value, weights, ...(dropoutMask === null ? [] : [dropoutMask])],
      };
    },
    (dy, kept) => gradients(dy, kept, scale, isBiasTrained ? bias.shape : null),
  );
}

/** softmax(products · scale + bias), [batch, heads, time, seen]. */
function attentionWeights(products: tf.Tensor, bias: tf.Tensor4D, scale: number): tf.Tensor {
  if (hasOwnOperations()) {
    return ownOperation<[tf.Tensor]>('LingtuneAttentionWeights', [products, bias], 1, scale)[0];
  }
  return tf.softmax(tf.add(scale === 1 ? products : tf.mul(products, scale), bias));
}

/** Through the softmax: with w the weights and d their slopes, w · (d − Σ w · d) · scale. */
function productSlopes(weights: tf.Tensor, slopes: tf.Tensor, scale: number): tf.Tensor {
  if (hasOwnOperations()) {
    return ownOperation<[tf.Tensor]>('LingtuneAttentionWeightsGrad', [weights, slopes], 1, scale)[0];
  }
  const mean = tf.sum(tf.mul(slopes, weights), -1, true); // [batch, heads, time, 1]
  const dScores = tf.mul(weights, tf.sub(slopes, mean)); // [batch, heads, time, seen]
  return scale === 1 ? dScores : tf.mul(dScores, scale);
}

function dropped(weights: tf.Tensor, mask: tf.Tensor | null | undefined): tf.Tensor {
  return mask ? tf.mul(weights, mask) : weights;
}

/**
 * Gradients of query, key and value, and of the bias.
 * @param biasShape shape of the bias where its gradient is wanted, `null` where not.
 */
function gradients(
  dy: tf.Tensor,
  saved: tf.Tensor[],
  scale: number,
  biasShape: readonly number[] | null,
): tf.Tensor[] {
  const [q, k, v, weights, mask] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor?];
  const dWeights = dropped(tf.matMul(dy, v, false, true), mask); // [batch, heads, time, seen]
  const dProducts = productSlopes(weights, dWeights, scale); // [batch, heads, time, seen]
  const dInputs = [
    tf.matMul(dProducts, k), // [batch, heads, time, size]
    tf.matMul(dProducts, q, true, false), // [batch, heads, seen, size]
    tf.matMul(dropped(weights, mask), dy, true, false), // [batch, heads, seen, size]
  ];
  if (biasShape === null) return dInputs;
  return [...dInputs, sumTo(scale === 1 ? dProducts : tf.div(dProducts, scale), biasShape)];
}

/** Sums over the axes along which a tensor of this shape was repeated. */
function sumTo(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const repeated = shape.flatMap((size, axis) => (size === x.shape[axis] ? [] : [axis]));
  return repeated.length === 0 ? x : tf.sum(x, repeated, true);
}

/**
 * Cuts rows into heads.
 * @param x [batch * time, heads * size].
 * @returns [batch, heads, time, size].
 */
export function splitHeads(x: tf.Tensor2D, batch: number, heads: number): tf.Tensor4D {
  const [rows, width] = x.shape;
  const cut: tf.Tensor4D = tf.reshape(x, [batch, rows / batch, heads, width / heads]); // [batch, time, heads, size]
  return tf.transpose<tf.Tensor4D>(cut, [0, 2, 1, 3]); // [batch, heads, time, size]
}

/**
 * Joins heads into rows, the inverse of `splitHeads`.
 * @param x [batch, heads, time, size].
 * @returns [batch * time, heads * size].
 */
export function mergeHeads(x: tf.Tensor4D): tf.Tensor2D {
  const [batch, heads, time, size] = x.shape;
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch * time, heads * size]);
}
