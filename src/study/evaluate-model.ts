/** Zero-shot evaluation of a model by name: fetched, loaded, scored, written. */
import { join } from 'node:path';
import { readDocuments } from '../corpus/datasets/read-documents.js';
import { fetchAdapter, fetchModel } from '../corpus/hub/fetch-model.js';
import { type Answer, evaluate } from '../evaluation/evaluate.js';
import type { EvaluationResult } from '../evaluation/evaluation-result.js';
import { type WrittenResults, writeResults } from '../evaluation/files/write-results.js';
import type { Variant } from '../evaluation/tasks/benchmark-task.js';
import { parseTasks } from '../evaluation/tasks/parse-tasks.js';
import { cacheFolder } from '../util/cache-folder.js';
import { callElsewhere } from '../util/call-elsewhere.js';
import { checkInteger } from '../util/check-integer.js';
import { checkOutputFolder } from '../util/check-output-folder.js';
import type { LongWork } from '../util/long-work.js';
import { packageVersion } from '../util/package-version.js';
import { type PortableEvaluation, packEvaluation, unpackEvaluation } from './portable-evaluation.js';

/** What to evaluate. */
export interface EvaluateModelOptions extends LongWork {
  /** Folder of a model as transformers saves it, or its name on the hub. */
  readonly model: string;
  /** Folder of a LoRA adapter as PEFT saves it, or its name on the hub (default: none). */
  readonly adapter?: string | undefined;
  /** Folder of the tokenizer (default: the model's). */
  readonly tokenizer?: string | undefined;
  /** Names as lm-evaluation-harness has them, `xcopa_et,xnli` or a list of them. */
  readonly tasks: string | readonly string[];
  /** Whose prompts (default: `current`). */
  readonly variant?: Variant | undefined;
  /** Folder with `<benchmark>/<split>.<language>.jsonl` files (default: the data sets of the hub). */
  readonly data?: string | undefined;
  /** Split to score (default: the one that each benchmark scores). */
  readonly split?: string | undefined;
  /** Most documents of each task (default: all). */
  readonly limit?: number | undefined;
  /** Folder of the request cache, `null` for none (default: `scores` in the user's cache folder). */
  readonly cache?: string | null | undefined;
  /** Folder for results as lm-evaluation-harness writes them (default: nothing is written). */
  readonly output?: string | undefined;
  /** Whether every document goes into a file too, with its scores (default: no). */
  readonly samples?: boolean | undefined;
  /** Is told of each answer as it comes, for a table that fills (default: nobody is). */
  readonly onAnswer?: ((answer: Answer) => void) | undefined;
}

/** An evaluation, and where it was written. */
export interface ModelEvaluation extends EvaluationResult {
  readonly model: string;
  readonly adapter: string | null;
  /** What computed, in one line. */
  readonly backend: string;
  /** `null` where nothing was to be written. */
  readonly files: WrittenResults | null;
}

/**
 * Evaluates a model zero-shot on benchmarks, in float32.
 * Interrupted, it keeps the requests that are finished; the same call again goes on from there.
 * @throws RangeError where an option is wrong; HubError where something cannot be fetched; Error where a file is
 * malformed or missing, or the output cannot be a folder; the signal's reason where it is aborted.
 */
export async function evaluateModel(options: EvaluateModelOptions): Promise<ModelEvaluation> {
  const call = { module: import.meta.url, name: 'evaluatePortably', args: [options] };
  const elsewhere = callElsewhere<PortableEvaluation>(call);
  return elsewhere === null ? evaluateHere(options) : unpackEvaluation(await elsewhere);
}

/** What `evaluateModel` calls in another process. */
export async function evaluatePortably(options: EvaluateModelOptions): Promise<PortableEvaluation> {
  return packEvaluation(await evaluateHere(options));
}

async function evaluateHere({
  model: name,
  adapter: adapterName,
  tokenizer,
  tasks: taskNames,
  variant,
  data,
  split,
  limit,
  cache = join(cacheFolder(), 'scores'),
  output,
  samples = false,
  onAnswer,
  signal,
  onProgress,
}: EvaluateModelOptions): Promise<ModelEvaluation> {
  const work = { signal, onProgress };
  const tasks = parseTasks(taskNames);
  if (output !== undefined) checkOutputFolder('evaluateModel: output', output);
  if (limit !== undefined) checkInteger('evaluateModel: limit', limit, 1, Number.MAX_SAFE_INTEGER);
  const folder = await fetchModel(name, work);
  const adapter = adapterName === undefined ? undefined : await fetchAdapter(adapterName, work);
  const { openScorer } = await import('./open-scorer.js');
  const { scorer, backend, dispose } = await openScorer({ model: folder, adapter, tokenizer, ...work });
  try {
    const result = await evaluate({
      scorer,
      tasks,
      documents: ({ benchmark, language }) =>
        readDocuments(
          {
            benchmark: benchmark.name,
            datasetName: benchmark.dataset.name,
            datasetConfig: language,
            split: split ?? benchmark.dataset.split,
          },
          { folder: data, ...work },
        ),
      variant,
      limit,
      cache: cache ?? undefined,
      onAnswer,
      ...work,
    });
    const description = {
      baseModel: name,
      adapter: adapterName ?? null,
      precision: 'float32',
      maxLength: scorer.maxLength,
      tokenizer: scorer.tokenizer,
      software: `lingtune ${packageVersion()}`,
      split,
    };
    const files = output === undefined ? null : writeResults(result, output, { model: description, samples });
    return { ...result, model: name, adapter: adapterName ?? null, backend: backend.description, files };
  } finally {
    dispose();
  }
}
