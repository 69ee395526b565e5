/** Tuning of a model by name. */
import type { LanguageSummary } from '../corpus/language-summary.js';
import type { RunConfig } from '../tuning/config/run-config.js';
import { checkRunFolder } from '../tuning/run-folder.js';
import type { TuneOptions, TuneResult } from '../tuning/tune.js';
import { callElsewhere } from '../util/call-elsewhere.js';
import { withFolderLock } from '../util/folder-lock.js';

/** Where a run lives, and who watches it. */
export interface TuneModelOptions extends TuneOptions {
  /** Is told what the corpus holds before learning starts (default: nobody is). */
  readonly onCorpus?: ((summary: readonly LanguageSummary[]) => void) | undefined;
  /** Is told before learning starts what it will take, in bytes (default: nobody is). */
  readonly onMemory?: ((memory: { readonly needed: number; readonly free: number }) => void) | undefined;
  /** Bytes that the run may take (default: what is free). */
  readonly memory?: number | undefined;
}

/** A run of a model that is done. */
export interface ModelTuning extends TuneResult {
  readonly config: RunConfig;
  readonly summary: readonly LanguageSummary[];
  /** What computed, in one line. */
  readonly backend: string;
}

/**
 * Tunes a model as `run.json` says, in float32.
 * @param config with every default filled in, as `readRunConfig` gives it.
 * @throws what `tune`, `corpusFor`, `fetchModel` and the readers of models throw; RangeError where the template is for
 * the other kind of model, no pair has a token to learn, or the run cannot fit into memory; Error where another
 * process tunes in the folder.
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
