import type { AdapterTensor } from './lora/adapter.js';
import type { Weights } from './weights.js';

/**
 * Weights as plain numbers, each once and under its first name: a tied head is the embeddings that it shares.
 * Tensors lie as in memory, those of linear layers as [in, out].
 */
export function weightArrays(weights: Weights): Map<string, AdapterTensor> {
  const tensors = [...weights.values()];
  return new Map(
    [...weights]
      .filter(([, weight], index) => tensors.indexOf(weight) === index)
      .map(([name, weight]) => [name, { shape: weight.shape, data: weight.dataSync() as Float32Array }]),
  );
}
