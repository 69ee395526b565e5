import type { Backend } from '../../backend/backend.js';
import { createScorer } from '../../model/score/create-scorer.js';
import type { Scorer } from '../../records/scorer.js';
import { contentFingerprint } from './content-fingerprint.js';
import { type OpenModelOptions, openModel } from './open-model.js';

/** A model in memory that answers an evaluation. */
export interface OpenScorer {
  readonly scorer: Scorer;
  readonly backend: Backend;
  /** Frees the model. */
  readonly dispose: () => void;
}

/**
 * Loads a model with its tokenizer and adapter as lm-eval does, in float32, on the backend that there is.
 * A file of its own, so that only who evaluates waits for TensorFlow.js to load.
 * @throws what `openModel` and `contentFingerprint` throw; Error where the files change while they are loaded.
 */
export async function openScorer({ signal, onProgress, ...options }: OpenModelOptions): Promise<OpenScorer> {
  const work = { signal, onProgress };
  const folders = [options.model, ...(options.adapter === undefined ? [] : [options.adapter])];
  const before = await contentFingerprint(folders, work);
  const { model, tokenizer, backend } = await openModel({ ...options, ...work, isEvaluated: true });
  try {
    if ((await contentFingerprint(folders, work)) !== before) {
      throw new Error(
        `openScorer: the model's files must stay as they are while they are loaded, got others in ${folders.join(' or ')}; the same call again takes them as they are now`,
      );
    }
    const scorer = createScorer(model, tokenizer, `${before} float32, ${model.vocabularySize} tokens`);
    return { scorer, backend, dispose: () => model.dispose() };
  } catch (error) {
    model.dispose();
    throw error;
  }
}
