/** A network whose linear layers have low-rank additions, and in which training drops what it is to drop. */
import * as tf from '@tensorflow/tfjs-core';
import { sum } from '../layers/sum.js';
import type { Network } from '../network.js';
import { type Weights, weightOf } from '../weights.js';
import { adapterScale, downName, upName } from './adapter.js';
import type { AdapterConfig } from './adapter-config.js';

/**
 * Adds an adapter to a network: x · weight + bias + dropout(x) · Aᵀ · Bᵀ · scale.
 * @param base network of the model; its `dropFactors` decide what is dropped of the adapter's input too.
 * @param tensors the adapter's, by `downName` and `upName`; they may be replaced between calls.
 * Source: Hu et al. 2021 (arXiv 2106.09685), section 4.1; equal to PEFT's `lora.Linear`.
 */
export function loraNetwork(base: Network, config: AdapterConfig, tensors: Weights): Network {
  const scale = adapterScale(config);
  return {
    ...base,
    linear: (name, x) => {
      const plain = base.linear(name, x); // [n, out]
      if (!tensors.has(downName(name))) return plain;
      const down = weightOf(tensors, downName(name)) as tf.Tensor2D; // [rank, in]
      const up = weightOf(tensors, upName(name)) as tf.Tensor2D; // [out, rank]
      const factors = base.dropFactors(x.shape, config.dropout);
      const kept = factors === null ? x : tf.mul<tf.Tensor2D>(x, factors); // [n, in]
      const inner = tf.mul<tf.Tensor2D>(tf.matMul(kept, down, false, true), scale); // [n, rank]
      return sum(plain, tf.matMul<tf.Tensor2D>(inner, up, false, true)); // [n, out]
    },
  };
}
