import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';
import { customOperation } from './custom-operation.js';

/** √(2/π) and the cube's weight in the approximation of Hendrycks & Gimpel 2016 (arXiv 1606.08415). */
const SLOPE = Math.sqrt(2 / Math.PI);
const CUBE = 0.044715;

/**
 * The Gaussian error linear unit in its tanh form, ½x(1 + tanh(√(2/π)(x + 0.044715x³))), element by element, with
 * its derivative written by hand.
 * Source: equal to transformers' `gelu_new` and `BloomGelu`. It is computed as x · sigmoid(2u), which is the same
 * number in fewer passes over the data.
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  if (hasOwnOperations()) {
    return customOperation(
      [x],
      () => ({ value: ownOperation<[T]>('LingtuneGelu', [x], 1)[0], kept: [x] }),
      (dy, kept) => ownOperation('LingtuneGeluGrad', [...kept, dy], 1),
    );
  }
  return customOperation(
    [x],
    () => {
      const polynomial = tf.add(tf.mul(tf.square(x), 2 * SLOPE * CUBE), 2 * SLOPE);
      const gate = tf.sigmoid(tf.mul(polynomial, x));
      return { value: tf.mul<T>(x, gate), kept: [x, gate] };
    },
    (dy, kept) => [slopesOf(dy, kept)],
  );
}

/** With g = sigmoid(2u): d(xg)/dx = g + x · g(1 − g) · 2u′, and 2u′ = 2√(2/π)(1 + 3 · 0.044715x²). */
function slopesOf(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [x, gate] = saved as [tf.Tensor, tf.Tensor];
  const slope = tf.add(tf.mul(tf.square(x), 6 * SLOPE * CUBE), 2 * SLOPE);
  const bend = tf.mul(tf.mul(x, slope), tf.sub(1, gate));
  return tf.mul(dy, tf.mul(gate, tf.add(bend, 1)));
}
