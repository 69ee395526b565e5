import * as tf from '@tensorflow/tfjs-core';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import { createModel, disposeWeights, readWeights } from '../../../src/model/load-model.js';
import type { Adapter } from '../../../src/model/lora/adapter.js';
import { loraNetwork } from '../../../src/model/lora/lora-network.js';
import { mergeAdapter } from '../../../src/model/lora/merge-adapter.js';
import { plainNetwork } from '../../../src/model/weights.js';
import { referenceFile } from '../../reference-file.js';
import { type LogitsBatch, logitsOf } from '../reference-logits.js';

/**
 * Logits of a random model with an adapter: beside its weights, or merged into them in shares, one after the other.
 * @param folder of the model, below `test/reference/`.
 */
export async function adaptedLogits(
  folder: string,
  batch: LogitsBatch,
  adapter: Adapter,
  shares: readonly number[] | 'apart',
): Promise<number[]> {
  const config = readModelConfig(referenceFile(folder));
  const weights = await readWeights(referenceFile(folder), config);
  const tensors = new Map<string, tf.Tensor>();
  try {
    if (shares === 'apart') {
      for (const [name, { shape, data }] of adapter.tensors) tensors.set(name, tf.tensor(data, [...shape]));
    } else {
      for (const share of shares) mergeAdapter(weights, config, adapter, share);
    }
    const base = plainNetwork(weights);
    const network = shares === 'apart' ? loraNetwork(base, adapter.config, tensors) : base;
    return logitsOf(await createModel(config, network, weights), batch);
  } finally {
    disposeWeights(weights);
    disposeWeights(tensors);
  }
}
