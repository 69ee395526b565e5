import { startBackend } from '../model/backend/start-backend.js';
import { readModelConfig } from '../model/config/read-model-config.js';
import { disposeWeights, readWeights } from '../model/load-model.js';
import { mergeAdapter } from '../model/lora/merge-adapter.js';
import { readAdapter } from '../model/lora/read-adapter.js';
import { weightArrays } from '../model/weight-arrays.js';
import { writeModel } from '../model/write-model.js';
import { replaceFolder } from '../util/replace-folder.js';
import type { MergeModelOptions } from './merge-model.js';

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
