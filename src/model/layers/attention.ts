import * as tf from '@tensorflow/tfjs-core';

/** Added to the score of a token that must not be seen: far below any score, yet finite, so that no row is NaN. */
export const HIDDEN = -1e30;

/** How attention is computed. */
export interface AttentionOptions {
  /** Factor of the products: 1/√size in most models, 1 in T5. */
  readonly scale: number;
  /** Factors of the weights in training, 0 or 1/(1 − rate), [batch, heads, time, seen], or `null` for none. */
  readonly drop: tf.Tensor | null;
}

/**
 * Scaled dot-product attention, softmax(query · keyᵀ · scale + bias) · value, with its derivative written by hand.
 * @param query [batch, heads, time, size].
 * @param key [batch, heads, seen, size].
 * @param value [batch, heads, seen, size].
 * @param bias can be broadcast to [batch, heads, time, seen]; it is held fixed: no gradient reaches it.
 * @returns [batch, heads, time, size].
 * Source: Vaswani et al. 2017 (arXiv 1706.03762), equation 1.
 */
export function attention(
  query: tf.Tensor4D,
  key: tf.Tensor4D,
  value: tf.Tensor4D,
  bias: tf.Tensor4D,
  { scale, drop }: AttentionOptions,
): tf.Tensor4D {
  const operation = tf.customGrad((...inputs) => {
    const [q, k, v, save] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const scaled = scale === 1 ? q : tf.mul(q, scale);
    const weights = tf.softmax(tf.add(tf.matMul(scaled, k, false, true), bias)); // [batch, heads, time, seen]
    save(drop === null ? [q, k, v, weights] : [q, k, v, weights, drop]);
    return {
      value: tf.matMul(dropped(weights, drop), v), // [batch, heads, time, size]
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradients(dy, saved, scale),
    };
  });
  return operation(query, key, value) as tf.Tensor4D;
}

function dropped(weights: tf.Tensor, drop: tf.Tensor | null | undefined): tf.Tensor {
  return drop ? tf.mul(weights, drop) : weights;
}

/** With w the weights: dw = dy · valueᵀ, and through the softmax w · (dw − Σ w · dw). */
function gradients(dy: tf.Tensor, saved: tf.Tensor[], scale: number): tf.Tensor[] {
  const [q, k, v, weights, drop] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor?];
  const dWeights = dropped(tf.matMul(dy, v, false, true), drop); // [batch, heads, time, seen]
  const mean = tf.sum(tf.mul(dWeights, weights), -1, true); // [batch, heads, time, 1]
  const dScores = tf.mul(tf.mul(weights, tf.sub(dWeights, mean)), scale); // [batch, heads, time, seen]
  return [
    tf.matMul(dScores, k), // [batch, heads, time, size]
    tf.matMul(dScores, q, true, false), // [batch, heads, seen, size]
    tf.matMul(dropped(weights, drop), dy, true, false), // [batch, heads, seen, size]
  ];
}
