import type { Backend } from '../../backend/backend.js';
import { startBackend } from '../../backend/start-backend.js';
import type { LanguageModel } from '../../model/language-model.js';
import { loadModel } from '../../model/load-model.js';
import { loadTokenizer, type Tokenizer } from '../../model/tokenizer/load-tokenizer.js';
import type { LongWork } from '../../records/long-work.js';

/** What to load: folders as transformers and PEFT save them. */
export interface OpenModelOptions extends LongWork {
  readonly model: string;
  /** Default: none. */
  readonly adapter?: string | undefined;
  /** Default: the model's. */
  readonly tokenizer?: string | undefined;
  /** Whether the model is wanted as lm-eval evaluates it (default: as transformers and PEFT load it). */
  readonly isEvaluated?: boolean | undefined;
}

/** A model in memory, with what it needs to be asked. */
export interface OpenModel {
  readonly model: LanguageModel;
  readonly tokenizer: Tokenizer;
  readonly backend: Backend;
}

/**
 * Loads a model with its tokenizer and adapter, in float32, on the backend that there is. The caller frees the model.
 * @throws Error where a file is malformed or missing; RangeError where `LINGTUNE_BACKEND` names no backend; the
 * signal's reason where it is aborted.
 */
export async function openModel({
  model: folder,
  adapter,
  tokenizer: tokenizerFolder = folder,
  isEvaluated = false,
  ...work
}: OpenModelOptions): Promise<OpenModel> {
  const tokenizer = loadTokenizer(tokenizerFolder);
  const backend = await startBackend();
  const harnessTokens = isEvaluated ? tokenizer.vocabularySize : undefined;
  const model = await loadModel(folder, { adapter, harnessTokens, ...work });
  return { model, tokenizer, backend };
}
