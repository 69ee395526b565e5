import type { Backend } from '../model/backend/start-backend.js';
import { createScorer } from '../model/create-scorer.js';
import type { Scorer } from '../util/scorer.js';
import { folderFingerprint } from './folder-fingerprint.js';
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
 * @throws what `openModel` throws.
 */
export async function openScorer(options: OpenModelOptions): Promise<OpenScorer> {
  const { model, tokenizer, backend } = await openModel({ ...options, isEvaluated: true });
  const folders = [options.model, ...(options.adapter === undefined ? [] : [options.adapter])];
  const identity = `${folders.map(folderFingerprint).join('+')} float32, ${model.vocabularySize} tokens`;
  return { scorer: createScorer(model, tokenizer, identity), backend, dispose: () => model.dispose() };
}
