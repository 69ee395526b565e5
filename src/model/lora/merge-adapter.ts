import * as tf from '@tensorflow/tfjs-core';
import type { ModelConfig } from '../families/families.js';
import { weightOf } from '../weights.js';
import { type Adapter, adapterScale, downName, upName } from './adapter.js';
import { targetLayers } from './target-modules.js';

/**
 * Adds an adapter to a model's weights, so that the model computes with it at no cost; the old tensors are freed.
 * @param weights of the model, whose layers lie as [in, out]; those that the adapter changes are replaced.
 * @param share how much of it is added (default: 1; −1 takes it away again, up to rounding).
 * @throws Error where a weight or a tensor of the adapter is missing.
 */
export function mergeAdapter(
  weights: Map<string, tf.Tensor>,
  model: ModelConfig,
  { config, tensors }: Adapter,
  share = 1,
): void {
  const tensor = (name: string) => {
    const found = tensors.get(name);
    if (found === undefined) throw new Error(`mergeAdapter: the adapter must have ${name}, got none`);
    return tf.tensor2d(found.data, found.shape as [number, number]);
  };
  for (const { name } of targetLayers(model, config.targetModules)) {
    const old = weightOf(weights, `${name}.weight`); // [in, out]
    const merged = tf.tidy(() => {
      const product = tf.matMul(tensor(downName(name)), tensor(upName(name)), true, true); // [in, out]
      return tf.add(old, tf.mul(product, share * adapterScale(config)));
    });
    weights.set(`${name}.weight`, merged);
    old.dispose();
  }
}
