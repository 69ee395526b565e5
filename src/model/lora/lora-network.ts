/** A network whose linear layers have low-rank additions, and in which training drops what it is to drop. */
import * as tf from '@tensorflow/tfjs-core';
import { customOperation } from '../layers/custom-operation.js';
import { multiply } from '../layers/multiply.js';
import type { Network } from '../network.js';
import { type Weights, weightOf } from '../weights.js';
import { adapterScale, downName, upName } from './adapter.js';
import type { AdapterConfig } from './adapter-config.js';

/**
 * Adds an adapter to a network: x · weight + bias + dropout(x) · Aᵀ · Bᵀ · scale.
 * @param base network of the model; its `dropoutMask` decide what is dropped of the adapter's input too.
 * @param tensors the adapter's, by `downName` and `upName`; they may be replaced between calls.
 * Source: Hu et al. 2021 (arXiv 2106.09685), section 4.1; equal to PEFT's `lora.Linear`.
 */
export function loraNetwork(base: Network, config: AdapterConfig, tensors: Weights): Network {
  const scale = adapterScale(config);
  return {
    ...base,
    linear: (name, x) => {
      if (!tensors.has(downName(name))) return base.linear(name, x); // [n, out]
      const down = weightOf(tensors, downName(name)) as tf.Tensor2D; // [rank, in]
      const up = weightOf(tensors, upName(name)) as tf.Tensor2D; // [out, rank]
      const factors = base.dropoutMask(x.shape, config.dropout);
      const kept = factors === null ? x : tf.mul<tf.Tensor2D>(x, factors); // [n, in]
      return base.linear(name, x, { inner: scaledProduct(kept, down, scale), up }); // [n, out]
    },
  };
}

/** x · downᵀ · scale, with its derivative written by hand: [n, rank] for x [n, in] and down [rank, in]. */
function scaledProduct(x: tf.Tensor2D, down: tf.Tensor2D, scale: number): tf.Tensor2D {
  return customOperation(
    [x, down],
    () => ({
      value: tf.mul<tf.Tensor2D>(multiply(x, down, { transposeB: true }), scale),
      kept: [x, down],
    }),
    (dy, saved) => {
      const [kept, matrix] = saved as [tf.Tensor2D, tf.Tensor2D];
      const dProduct = tf.mul<tf.Tensor2D>(dy, scale); // [n, rank]
      return [multiply(dProduct, matrix), multiply(dProduct, kept, { transposeA: true })];
    },
  );
}
