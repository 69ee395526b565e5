import * as tf from '@tensorflow/tfjs-core';
import type { SmallFastCounter } from '../util/small-fast-counter.js';
import type { Network } from './network.js';

/** Words that a generator can draw. */
const WORDS = 2 ** 32;

/**
 * Makes factors for dropout: each 0 with a probability of `rate`, else 1/(1 − rate), as PyTorch's.
 * The same state of the generator gives the same factors on every backend.
 */
export function drawDropFactors(random: SmallFastCounter): Network['dropFactors'] {
  return (shape, rate) => {
    if (rate === 0) return null;
    const words = random.words(new Uint32Array(tf.util.sizeFromShape([...shape])));
    const factors = new Float32Array(words.length);
    const threshold = rate * WORDS;
    const kept = 1 / (1 - rate);
    for (let index = 0; index < words.length; index += 1) {
      factors[index] = (words[index] ?? 0) < threshold ? 0 : kept;
    }
    return tf.tensor(factors, [...shape]);
  };
}
