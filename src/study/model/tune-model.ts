/** Tuning of a model by name. */

import { withFolderLock } from '../../base/locks/folder-lock.js';
import { callElsewhere } from '../../records/call-elsewhere.js';
import type { RunConfig } from '../../tuning/config/run-config.js';
import { checkRunFolder } from '../../tuning/run-folder/run-folder.js';
import type { ModelTuning, TuneModelOptions } from './learn-model.js';

/**
 * Tunes a model as `run.json` says, in float32.
 * @param config with every default filled in, as `readRunConfig` gives it.
 * @throws what `tune`, `corpusFor`, `fetchModel` and the readers of models throw; RangeError where the template is for
 * the other kind of model, no pair has a token to learn, or the run cannot fit into memory; Error where another
 * process tunes in the folder.
 * @example
 * ```ts
 * import { parseRunConfig, tuneModel } from 'lingtune';
 *
 * const config = parseRunConfig({
 *   model: 'pocket',
 *   data: { name: 'pocket', languages: ['et', 'vi'], budget: 100 },
 *   training: { steps: 4, warmup: 1 },
 * });
 * const { adapter, loss } = await tuneModel(config, { output: 'out/et-vi' });
 * ```
 */
export async function tuneModel(config: RunConfig, options: TuneModelOptions): Promise<ModelTuning> {
  // Before anything is fetched.
  checkRunFolder(options.output, config, options.resume ?? false);
  const call = { module: import.meta.url, name: 'tuneModel', args: [config, options] };
  const elsewhere = callElsewhere<ModelTuning>(call);
  if (elsewhere !== null) return elsewhere;
  // Only who tunes waits for TensorFlow.js to load.
  return withFolderLock(options.output, 'tune: output', async (lock) => {
    const { learnModel } = await import('./learn-model.js');
    return learnModel(config, { ...options, lock });
  });
}
