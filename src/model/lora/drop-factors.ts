import * as tf from '@tensorflow/tfjs-core';
import type { SmallFastCounter } from '../../base/random/small-fast-counter.js';
import type { Network } from '../network.js';

/**
 * Makes factors for dropout: each 0 with a probability of `rate`, else 1/(1 − rate), as PyTorch's.
 * The same state of the generator gives the same factors on every backend.
 */
export function drawDropFactors(random: SmallFastCounter): Network['dropFactors'] {
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
