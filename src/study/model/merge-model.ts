/** Merging an adapter into its model, for what loads whole models only. */
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrorCode } from '../../base/caught-error.js';
import { fetchAdapter, fetchModel } from '../../corpus/hub/fetch-model.js';
import { callElsewhere } from '../../records/call-elsewhere.js';
import type { MergeModelOptions } from './write-merged.js';

/**
 * Writes a model whose own weights compute what it computes with an adapter, in float32, as transformers saves it.
 * @throws RangeError where the share is out of range or the folder to write holds something; what `fetchModel` and the
 * readers of models and adapters throw; the signal's reason where it is aborted. Nothing is written then.
 */
export async function mergeModel(options: MergeModelOptions): Promise<void> {
  const call = { module: import.meta.url, name: 'mergeModel', args: [options] };
  return callElsewhere<void>(call) ?? mergeHere(options);
}

async function mergeHere({ model, adapter, output, share = 1, ...work }: MergeModelOptions): Promise<void> {
  if (!(share >= 0 && share < Infinity)) {
    throw new RangeError(`mergeModel: share must be a number from 0, got ${share}`);
  }
  mkdirSync(dirname(output), { recursive: true });
  const [found] = listFolder(output);
  if (found !== undefined)
    throw new RangeError(`mergeModel: ${output} must be missing or empty, got ${found}`);
  const modelFolder = await fetchModel(model, work);
  const adapterFolder = await fetchAdapter(adapter, work);
  // Only who merges waits for TensorFlow.js to load.
  const { writeMerged } = await import('./write-merged.js');
  await writeMerged({ model: modelFolder, adapter: adapterFolder, output, share, ...work });
}

/** Names of what a folder holds; none where it is missing. */
function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isErrorCode(error, ['ENOENT'])) return [];
    throw error;
  }
}
