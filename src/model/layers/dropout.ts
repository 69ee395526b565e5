/** Dropout (Srivastava et al. 2014), as PyTorch has it. */
import * as tf from '@tensorflow/tfjs-core';
import type { SmallFastCounter } from '../../base/random/small-fast-counter.js';
import type { Network } from '../network.js';

/** x with a share of its elements set to 0 and the others scaled up, where the network is in training; else x. */
export function dropout(network: Network, x: tf.Tensor2D, rate: number): tf.Tensor2D {
  const factors = network.dropoutMask(x.shape, rate);
  return factors === null ? x : tf.mul(x, factors);
}

/**
 * Makes factors for dropout: each 0 with a probability of `rate`, else 1/(1 − rate), as PyTorch's.
 * The same state of the generator gives the same factors on every backend.
 */
export function drawDropoutMask(random: SmallFastCounter): Network['dropoutMask'] {
  return (shape, rate) => {
    if (rate === 0) return null;
    const factors = new Float32Array(tf.util.sizeFromShape([...shape])).fill(1 / (1 - rate));
    // Gaps between dropped elements are geometric: one number is drawn for each of these, not for each element.
    const slope = 1 / Math.log1p(-rate);
    const gap = () => Math.floor(Math.log(random.next()) * slope);
    for (let index = gap(); index < factors.length; index += 1 + gap()) factors[index] = 0;
    return tf.tensor(factors, [...shape]);
  };
}
