import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';

/** Added to the score of a token that must not be seen: far below any score, yet finite, so that no row is NaN. */
export const HIDDEN = -1e30;

/** How attention is computed. */
export interface AttentionOptions {
  /** Factor of the products: 1/√size in most models, 1 in T5. */
  readonly scale: number;
  /** Factors of the weights in training, 0 or 1/(1 − rate), [batch, heads, time, seen], or `null` for none. */
  readonly drop: tf.Tensor | null;
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
  { scale, drop, isBiasTrained = false }: AttentionOptions,
): tf.Tensor4D {
  const operation = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as tf.GradSaveFunc;
    const weights = attentionWeights(tf.matMul(query, key, false, true), bias, scale); // [batch, heads, time, seen]
    save(drop === null ? [query, key, value, weights] : [query, key, value, weights, drop]);
    return {
      value: tf.matMul(dropped(weights, drop), value), // [batch, heads, time, size]
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => gradients(dy, saved, scale, isBiasTrained ? bias.shape : null)),
    };
  });
  const inputs = isBiasTrained ? [query, key, value, bias] : [query, key, value];
  return operation(...inputs) as tf.Tensor4D;
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

function dropped(weights: tf.Tensor, drop: tf.Tensor | null | undefined): tf.Tensor {
  return drop ? tf.mul(weights, drop) : weights;
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
  const [q, k, v, weights, drop] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor?];
  const dWeights = dropped(tf.matMul(dy, v, false, true), drop); // [batch, heads, time, seen]
  const dProducts = productSlopes(weights, dWeights, scale); // [batch, heads, time, seen]
  const dInputs = [
    tf.matMul(dProducts, k), // [batch, heads, time, size]
    tf.matMul(dProducts, q, true, false), // [batch, heads, seen, size]
    tf.matMul(dropped(weights, drop), dy, true, false), // [batch, heads, seen, size]
  ];
  if (biasShape === null) return dInputs;
  return [...dInputs, sumTo(scale === 1 ? dProducts : tf.div(dProducts, scale), biasShape)];
}

/** Sums over the axes along which a tensor of this shape was repeated. */
function sumTo(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const repeated = shape.flatMap((size, axis) => (size === x.shape[axis] ? [] : [axis]));
  return repeated.length === 0 ? x : tf.sum(x, repeated, true);
}
