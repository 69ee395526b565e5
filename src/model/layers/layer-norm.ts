import * as tf from '@tensorflow/tfjs-core';

/**
 * Layer normalisation over the last axis, with its derivative written by hand.
 * @param x [n, width].
 * @param scale [width].
 * @param shift [width].
 * @param epsilon is added to the variance.
 * @returns (x − mean) / √(variance + epsilon) · scale + shift, [n, width].
 * Source: Ba et al. 2016 (arXiv 1607.06450); equal to PyTorch's `LayerNorm`.
 */
export function layerNorm(
  x: tf.Tensor2D,
  scale: tf.Tensor1D,
  shift: tf.Tensor1D,
  epsilon: number,
): tf.Tensor2D {
  const normalised = standardise(x, epsilon); // [n, width]
  return tf.add(tf.mul(normalised, scale), shift); // [n, width]
}

/** Rows with mean 0 and variance 1, [n, width]. */
function standardise(x: tf.Tensor2D, epsilon: number): tf.Tensor2D {
  const operation = tf.customGrad((...inputs) => {
    const [rows, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc];
    const centred = tf.sub(rows, tf.mean(rows, -1, true)); // [n, width]
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon)); // [n, 1]
    const value = tf.mul(centred, inverse); // [n, width]
    save([value, inverse]);
    return { value, gradFunc };
  });
  return operation(x) as tf.Tensor2D;
}

/** With y the standardised row and s = 1/σ: dx = s · (dy − mean(dy) − y · mean(dy · y)). */
function gradFunc(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [value, inverse] = saved as [tf.Tensor, tf.Tensor];
  const slope = tf.mean(tf.mul(dy, value), -1, true); // [n, 1]
  const centred = tf.sub(dy, tf.mean(dy, -1, true)); // [n, width]
  return tf.mul(tf.sub(centred, tf.mul(value, slope)), inverse); // [n, width]
}
