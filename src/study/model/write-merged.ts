import { startBackend } from '../../backend/start-backend.js';
import { replaceFolder } from '../../base/files/replace-folder.js';
import { readModelConfig } from '../../model/families/read-model-config.js';
import { disposeWeights, readWeights } from '../../model/load-model.js';
import { mergeAdapter } from '../../model/lora/merge-adapter.js';
import { readAdapter } from '../../model/lora/read-adapter.js';
import { weightArrays } from '../../model/weights.js';
import { writeModel } from '../../model/write-model.js';
import type { LongWork } from '../../records/long-work.js';

/** What is merged. */
export interface MergeModelOptions extends LongWork {
  /** Folder of the model or its name on the hub. */
  readonly model: string;
  /** Folder of its LoRA adapter, as PEFT saves it, or the adapter's name on the hub. */
  readonly adapter: string;
  /** Folder to write, which is missing or empty; made in one step. */
  readonly output: string;
  /** How much of the adapter is added, from 0 (default: 1, all of it). */
  readonly share?: number | undefined;
}

/** What `mergeModel` does once its options are checked and model and adapter are folders, with TensorFlow.js loaded. */
export async function writeMerged({
  model,
  adapter,
  output,
  share,
  ...work
}: MergeModelOptions): Promise<void> {
  const config = readModelConfig(model);
  const read = readAdapter(adapter, config);
  await startBackend();
  const weights = await readWeights(model, config, work);
  try {
    mergeAdapter(weights, config, read, share);
    const options = { config, tensors: weightArrays(weights), from: model };
    await replaceFolder(output, (folder) => writeModel(folder, options), 'mergeModel');
  } finally {
    disposeWeights(weights);
  }
}
