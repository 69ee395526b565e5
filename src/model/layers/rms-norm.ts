import * as tf from '@tensorflow/tfjs-core';

/**
 * Root-mean-square normalisation over the last axis, with its derivative written by hand.
 * @param x [n, width].
 * @param scale [width].
 * @param epsilon is added to the mean of squares.
 * @returns x / √(mean(x²) + epsilon) · scale, [n, width].
 * Source: Zhang & Sennrich 2019 (arXiv 1910.07467); equal to transformers' `T5LayerNorm`.
 */
export function rmsNorm(x: tf.Tensor2D, scale: tf.Tensor1D, epsilon: number): tf.Tensor2D {
  const operation = tf.customGrad((...inputs) => {
    const [rows, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc];
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(rows), -1, true), epsilon)); // [n, 1]
    const value = tf.mul(rows, inverse); // [n, width]
    save([value, inverse]);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.tidy(() => gradFunc(dy, saved)) };
  });
  return tf.mul(operation(x) as tf.Tensor2D, scale); // [n, width]
}

/** With y the normalised row and s the factor that made it: dx = s · (dy − y · mean(dy · y)). */
function gradFunc(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [value, inverse] = saved as [tf.Tensor, tf.Tensor];
  const slope = tf.mean(tf.mul(dy, value), -1, true); // [n, 1]
  return tf.mul(tf.sub(dy, tf.mul(value, slope)), inverse); // [n, width]
}
