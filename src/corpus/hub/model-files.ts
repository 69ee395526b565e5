/** Which files of a repository a model or an adapter needs. */
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { quoteText } from '../../base/printable.js';

/** What describes a model beside its weights; a tokenizer is described by one or more of them. */
const DESCRIPTIONS: readonly string[] = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.json',
  'merges.txt',
  'spiece.model',
  'tokenizer.model',
];
const SINGLE = 'model.safetensors';
/** What says which tensor is in which file, where the weights are in several. */
export const SHARD_INDEX: string = `${SINGLE}.index.json`;
const ShardIndex = z.object({ weight_map: z.record(z.string(), z.string()) });

/**
 * Chooses the files of a model: configuration, tokenizer, and weights as safetensors, or the index of their shards, which
 * says to `chooseShards` what else is needed.
 * @param paths of the repository.
 * @param label of the repository, for messages.
 * @throws Error where there is no configuration or no safetensors.
 */
export function chooseModelFiles(paths: readonly string[], label: string): string[] {
  if (!paths.includes('config.json')) {
    throw new Error(`chooseModelFiles: ${label} must hold config.json, got ${listed(paths)}`);
  }
  return [...DESCRIPTIONS.filter((path) => paths.includes(path)), ...chooseWeights(paths, label)];
}

/**
 * Chooses the files of a LoRA adapter as PEFT saves it.
 * @throws Error where its configuration or its weights as safetensors are missing.
 */
export function chooseAdapterFiles(paths: readonly string[], label: string): string[] {
  const needed = ['adapter_config.json', 'adapter_model.safetensors'];
  const missing = needed.filter((path) => !paths.includes(path));
  if (missing.length > 0) {
    throw new Error(`chooseAdapterFiles: ${label} must hold ${missing.join(' and ')}, got ${listed(paths)}`);
  }
  return needed;
}

/**
 * Chooses the shards of a model's weights: those that their index names, whatever they are called.
 * @param index value of the JSON file `SHARD_INDEX`.
 * @throws Error where the index is malformed, names a file outside of its folder, or one that is not there.
 */
export function chooseShards(index: unknown, paths: readonly string[], label: string): string[] {
  const place = `chooseShards: ${label}: ${SHARD_INDEX}`;
  const shards = [...new Set(Object.values(checkForm(ShardIndex, index, place).weight_map))];
  const foreign = shards.find((shard) => !/^[^/\\:\0]+\.safetensors$/.test(shard));
  if (foreign !== undefined) {
    throw new Error(`${place} must name .safetensors files of the same folder, got ${quoteText(foreign)}`);
  }
  if (shards.length === 0) throw new Error(`${place} must name the files of the weights, got none`);
  const there = new Set(paths);
  const missing = shards.filter((shard) => !there.has(shard));
  if (missing.length > 0) {
    throw new Error(
      `chooseShards: ${label} must hold all ${shards.length} shards that ${SHARD_INDEX} names, got ${shards.length - missing.length}, without ${quoteText(missing[0] ?? '')}`,
    );
  }
  return shards.sort();
}

function chooseWeights(paths: readonly string[], label: string): string[] {
  if (paths.includes(SINGLE)) return [SINGLE];
  if (paths.includes(SHARD_INDEX)) return [SHARD_INDEX];
  const pickled = paths.some((path) => /^pytorch_model.*\.bin$/.test(path));
  const remedy = pickled
    ? 'only pytorch_model.bin, which can run code as it is read; choose a revision with safetensors (often refs/pr/1) or convert it'
    : listed(paths);
  throw new Error(`chooseModelFiles: ${label} must hold ${SINGLE}, got ${remedy}`);
}

/** The first files by name; more say nothing more in a message. */
function listed(paths: readonly string[]): string {
  const most = 8;
  return paths.length === 0
    ? 'no file'
    : `${paths.slice(0, most).join(', ')}${paths.length > most ? `, and ${paths.length - most} more` : ''}`;
}
