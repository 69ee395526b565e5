/** A network whose linear layers have low-rank additions, and in which training drops what it is to drop. */
import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../network.js';
import { type Adapter, adapterScale, downName, upName } from './adapter.js';

/** Tensors of an adapter by their names, as they stand now. */
export type AdapterTensors = (name: string) => tf.Tensor2D | undefined;

/**
 * Adds an adapter to a network: x · weight + bias + dropout(x) · Aᵀ · Bᵀ · scale.
 * @param base network of the model; its `dropFactors` decide what is dropped of the adapter's input too.
 * @param tensors the adapter's tensors, asked for at each call, since tuning changes them.
 * Source: Hu et al. 2021 (arXiv 2106.09685), section 4.1; equal to PEFT's `lora.Linear`.
 */
export function loraNetwork(base: Network, config: Adapter['config'], tensors: AdapterTensors): Network {
  const scale = adapterScale(config);
  return {
    ...base,
    linear: (name, x) => {
      const plain = base.linear(name, x); // [n, out]
      const [down, up] = [tensors(downName(name)), tensors(upName(name))]; // [rank, in], [out, rank]
      if (down === undefined || up === undefined) return plain;
      const factors = base.dropFactors(x.shape, config.dropout);
      const kept = factors === null ? x : tf.mul<tf.Tensor2D>(x, factors); // [n, in]
      const inner = tf.mul<tf.Tensor2D>(tf.matMul(kept, down, false, true), scale); // [n, rank]
      return tf.add<tf.Tensor2D>(plain, tf.matMul(inner, up, false, true)); // [n, out]
    },
  };
}
