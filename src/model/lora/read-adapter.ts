import { join } from 'node:path';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { quoteText } from '../../base/printable.js';
import { type Checkpoint, openCheckpoint } from '../checkpoint/open-checkpoint.js';
import type { ModelConfig } from '../families/families.js';
import { type Adapter, type AdapterTensor, downName, upName } from './adapter.js';
import { parseAdapterConfig } from './adapter-config.js';
import { defaultTargets, targetLayers } from './target-modules.js';

/** PEFT writes names as its wrapper around the model sees them. */
export const NAME_PREFIX = 'base_model.model.';

/**
 * Reads a LoRA adapter from a folder as PEFT saves it: `adapter_config.json` and `adapter_model.safetensors`.
 * @param model configuration of the model that it is for.
 * @throws Error with the path where a file is missing or malformed, asks for what is not plain LoRA, lacks a tensor,
 * has one more than its targets name, or one that does not fit the model.
 */
export function readAdapter(folder: string, model: ModelConfig): Adapter {
  const place = join(folder, 'adapter_config.json');
  const config = parseAdapterConfig(readJsonFile(place), place, defaultTargets(model));
  const checkpoint = openCheckpoint(folder, { name: 'adapter_model' });
  try {
    const tensors = new Map<string, AdapterTensor>();
    for (const { name, input, output } of targetLayers(model, config.targetModules)) {
      tensors.set(downName(name), readTensor(checkpoint, downName(name), [config.rank, input], folder));
      tensors.set(upName(name), readTensor(checkpoint, upName(name), [output, config.rank], folder));
    }
    const surplus = [...checkpoint.names].find((name) => !tensors.has(name.slice(NAME_PREFIX.length)));
    if (surplus !== undefined) {
      throw new Error(
        `readAdapter: ${folder} must hold only tensors of the layers that it targets, got ${quoteText(surplus)}`,
      );
    }
    return { config, tensors };
  } finally {
    checkpoint.close();
  }
}

function readTensor(
  checkpoint: Checkpoint,
  name: string,
  shape: readonly number[],
  folder: string,
): AdapterTensor {
  const stored = `${NAME_PREFIX}${name}`;
  if (!checkpoint.has(stored)) throw new Error(`readAdapter: ${folder} must hold ${stored}, got none`);
  const { data, shape: found } = checkpoint.read(stored);
  if (found.join() !== shape.join() || !(data instanceof Float32Array)) {
    throw new Error(
      `readAdapter: ${stored} in ${folder} must be [${shape.join(', ')}] numbers with a fraction to fit the model, got [${found.join(', ')}]`,
    );
  }
  return { shape, data };
}
