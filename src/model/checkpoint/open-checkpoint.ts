import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { quoteText } from '../../base/printable.js';
import { type Checkpoint, openSafetensors } from './open-safetensors.js';

export type { Checkpoint } from './open-safetensors.js';

/** Which weights of a folder are opened. */
export interface OpenCheckpointOptions {
  /** Name of the file without its ending, for example `adapter_model` (default `model`). */
  readonly name?: string;
}

const Index = z.object({
  weight_map: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Opens the weights of a folder as transformers saves them: one safetensors file, or several with an index that
 * says which tensor is in which.
 * @throws Error with the path where there are no such weights, the index is malformed, names a file outside of the
 * folder or a missing one, or a tensor that its file has not, or where a file is not a whole safetensors file.
 */
export function openCheckpoint(folder: string, { name = 'model' }: OpenCheckpointOptions = {}): Checkpoint {
  const single = join(folder, `${name}.safetensors`);
  if (existsSync(single)) return openSafetensors(single);
  const index = `${single}.index.json`;
  if (existsSync(index)) return openShards(folder, index);
  throw new Error(`${folder}: must hold ${basename(single)} or ${basename(index)}, got neither`);
}

function openShards(folder: string, index: string): Checkpoint {
  const { weight_map: files } = checkForm(Index, readJsonFile(index), index);
  const shards = new Map<string, Checkpoint>();
  const close = () => {
    for (const shard of shards.values()) shard.close();
  };
  try {
    const tensors = new Map<string, Checkpoint>();
    for (const [tensor, file] of Object.entries(files)) {
      const shard = shards.get(file) ?? openShard(folder, file, index);
      shards.set(file, shard);
      if (!shard.has(tensor)) {
        throw new Error(`${index}: tensor ${quoteText(tensor)} must be in ${file}, got a file without it`);
      }
      tensors.set(tensor, shard);
    }
    return mergeShards(tensors, [...shards.values()], index, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** A shard is a file of the same folder; its name must not lead anywhere else. */
function openShard(folder: string, file: string, index: string): Checkpoint {
  if (!/^[^/\\:\0]+\.safetensors$/.test(file)) {
    throw new Error(
      `${index}: a shard must be a .safetensors file of the same folder, got ${quoteText(file)}`,
    );
  }
  return openSafetensors(join(folder, file));
}

function mergeShards(
  tensors: ReadonlyMap<string, Checkpoint>,
  shards: readonly Checkpoint[],
  index: string,
  close: () => void,
): Checkpoint {
  const shardOf = (name: string): Checkpoint => {
    const shard = tensors.get(name);
    if (shard === undefined) throw new Error(`${index}: tensor ${quoteText(name)} must be listed, got none`);
    return shard;
  };
  return {
    names: [...tensors.keys()],
    metadata: new Map(shards.flatMap((shard) => [...shard.metadata])),
    has: (name) => tensors.has(name),
    info: (name) => shardOf(name).info(name),
    read: (name) => shardOf(name).read(name),
    close,
  };
}
