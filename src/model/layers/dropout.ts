import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../network.js';

/** x with a share of its elements set to 0 and the others scaled up, where the network is in training; else x. */
export function dropout(network: Network, x: tf.Tensor2D, rate: number): tf.Tensor2D {
  const factors = network.dropFactors(x.shape, rate);
  return factors === null ? x : tf.mul(x, factors);
}
