import * as tf from '@tensorflow/tfjs-core';

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
