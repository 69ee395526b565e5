/** Adapters that are the same wherever they are made, and that change what the random models say. */

import { NumpyRandom } from '../../../src/base/random/numpy-random.js';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import type { Adapter } from '../../../src/model/lora/adapter.js';
import { createAdapter } from '../../../src/model/lora/create-adapter.js';
import { referenceFile } from '../../reference-file.js';

/** The random models, each with PEFT's targets and with all its linear layers. */
export const ADAPTER_NAMES: readonly string[] = ['bloom', 'gpt2', 'mt5'].flatMap((kind) => [
  `${kind}-default`,
  `${kind}-all-linear`,
]);

const SEED = 11;

/** Folder of the model that an adapter is for, below `test/reference/`. */
export function modelFolder(name: string): string {
  return `models/${name.replace(/-.*/, '')}`;
}

/** An adapter whose matrices B are not zero, as after tuning. */
export function seededAdapter(name: string): Adapter {
  const folder = modelFolder(name);
  const { config, tensors } = createAdapter(readModelConfig(referenceFile(folder)), {
    rank: 5,
    alpha: 8,
    seed: SEED,
    baseModel: folder,
    ...(name.endsWith('all-linear') ? { targetModules: 'all-linear' } : {}),
  });
  const random = new NumpyRandom(SEED + 1);
  const filled = [...tensors].map(([key, { shape, data }]) => {
    const isUp = key.endsWith('.lora_B.weight');
    return [key, { shape, data: isUp ? data.map(() => random.random() - 0.5) : data }] as const;
  });
  return { config, tensors: new Map(filled) };
}
