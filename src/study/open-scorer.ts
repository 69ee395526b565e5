import { type Backend, startBackend } from '../model/backend/start-backend.js';
import { createScorer, type ModelScorer } from '../model/create-scorer.js';
import { loadModel } from '../model/load-model.js';
import { loadTokenizer } from '../model/tokenizer/load-tokenizer.js';
import type { LongWork } from '../util/long-work.js';
import { folderFingerprint } from './folder-fingerprint.js';

/** What to load: folders as transformers and PEFT save them. */
export interface OpenScorerOptions extends LongWork {
  readonly model: string;
  /** Default: none. */
  readonly adapter?: string | undefined;
  /** Default: the model's. */
  readonly tokenizer?: string | undefined;
}

/** A model in memory that answers an evaluation. */
export interface OpenScorer {
  readonly scorer: ModelScorer;
  readonly backend: Backend;
  /** Frees the model. */
  readonly dispose: () => void;
}

/**
 * Loads a model with its tokenizer and adapter, in float32, on the backend that there is.
 * A file of its own, so that only who evaluates waits for TensorFlow.js to load.
 * @throws Error where a file is malformed or missing; RangeError where `LINGTUNE_BACKEND` names no backend; the
 * signal's reason where it is aborted.
 */
export async function openScorer({
  model: folder,
  adapter,
  tokenizer: tokenizerFolder = folder,
  ...work
}: OpenScorerOptions): Promise<OpenScorer> {
  const tokenizer = loadTokenizer(tokenizerFolder);
  const backend = await startBackend();
  const model = await loadModel(folder, { adapter, ...work });
  const prints = [folder, ...(adapter === undefined ? [] : [adapter])].map(folderFingerprint);
  const scorer = createScorer(model, tokenizer, `${prints.join('+')} float32`);
  return { scorer, backend, dispose: () => model.dispose() };
}
