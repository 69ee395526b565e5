import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';

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
  const operation = tf.customGrad((...inputs) => {
    const [values, save] = inputs as [tf.Tensor, tf.GradSaveFunc];
    if (hasOwnOperations()) {
      save([values]);
      const [value] = ownOperation<[tf.Tensor]>('LingtuneGelu', [values], 1);
      return { value, gradFunc: fusedGradFunc };
    }
    const polynomial = tf.add(tf.mul(tf.square(values), 2 * SLOPE * CUBE), 2 * SLOPE);
    const gate = tf.sigmoid(tf.mul(polynomial, values));
    save([values, gate]);
    return {
      value: tf.mul(values, gate),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.tidy(() => gradFunc(dy, saved)),
    };
  });
  return operation(x) as T;
}

/** The same in one pass, from x alone. */
function fusedGradFunc(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  return ownOperation('LingtuneGeluGrad', [...saved, dy], 1);
}

/** With g = sigmoid(2u): d(xg)/dx = g + x · g(1 − g) · 2u′, and 2u′ = 2√(2/π)(1 + 3 · 0.044715x²). */
function gradFunc(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [x, gate] = saved as [tf.Tensor, tf.Tensor];
  const slope = tf.add(tf.mul(tf.square(x), 6 * SLOPE * CUBE), 2 * SLOPE);
  const bend = tf.mul(tf.mul(x, slope), tf.sub(1, gate));
  return tf.mul(dy, tf.mul(gate, tf.add(bend, 1)));
}
