/** Zero-shot evaluation of a model by name: fetched, loaded, scored, written. */
import { join } from 'node:path';
import { checkInteger } from '../../base/check-integer.js';
import { cacheFolder } from '../../base/files/cache-folder.js';
import { checkOutputFolder } from '../../base/files/check-output-folder.js';
import { packageVersion } from '../../base/package-version.js';
import type { Variant } from '../../benchmarks/benchmark-task.js';
import { parseTasks } from '../../benchmarks/parse-tasks.js';
import { documentFiles, documentRows } from '../../corpus/datasets/read-documents.js';
import { fetchAdapter, fetchModel } from '../../corpus/hub/fetch-model.js';
import { keepSamples } from '../../evaluation/evaluate.js';
import type { EvaluationResult, EvaluationSummary } from '../../evaluation/evaluation-result.js';
import { ResultsWriter, type WrittenResults } from '../../evaluation/harness/results-writer.js';
import type { RowSource } from '../../evaluation/read-task.js';
import { type Answer, type DocumentSink, streamEvaluation } from '../../evaluation/stream-evaluation.js';
import { callElsewhere } from '../../records/call-elsewhere.js';
import type { LongWork } from '../../records/long-work.js';
import {
  type PortableEvaluation,
  type PortableSummary,
  packEvaluation,
  unpackEvaluation,
} from './portable-evaluation.js';

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

/** An evaluation without its documents, and where it was written. */
export interface ModelSummary extends EvaluationSummary {
  readonly model: string;
  readonly adapter: string | null;
  /** What computed, in one line. */
  readonly backend: string;
  /** `null` where nothing was to be written. */
  readonly files: WrittenResults | null;
}

/** An evaluation with all documents in memory, and where it was written. */
export interface ModelEvaluation extends ModelSummary, EvaluationResult {
  readonly tasks: EvaluationResult['tasks'];
}

/**
 * Evaluates a model zero-shot on benchmarks, in float32.
 * Interrupted, it keeps the requests that are finished; the same call again goes on from there.
 * @throws RangeError where an option is wrong; HubError where something cannot be fetched; Error where a file is
 * malformed or missing, or the output cannot be a folder; the signal's reason where it is aborted.
 * @example
 * ```ts
 * import { evaluateModel, evaluationRun, evaluationTable, show } from 'lingtune';
 *
 * const evaluation = await evaluateModel({ model: 'pocket', tasks: 'pocket_names_et', limit: 10, cache: null });
 * await show(evaluationTable([evaluationRun(evaluation)]));
 * ```
 */
export async function evaluateModel(options: EvaluateModelOptions): Promise<ModelEvaluation> {
  const call = { module: import.meta.url, name: 'evaluatePortably', args: [options] };
  const elsewhere = callElsewhere<PortableEvaluation>(call);
  return elsewhere === null ? evaluateHere(options) : unpackEvaluation(await elsewhere);
}

/**
 * As `evaluateModel`, but keeps no document in memory, so that there may be any number.
 * @throws what `evaluateModel` throws.
 */
export async function summariseModel(options: EvaluateModelOptions): Promise<ModelSummary> {
  const call = { module: import.meta.url, name: 'summarisePortably', args: [options] };
  const elsewhere = callElsewhere<PortableSummary>(call);
  return elsewhere === null ? streamHere(options) : unpackEvaluation(await elsewhere);
}

/** What `evaluateModel` calls in another process. */
export async function evaluatePortably(options: EvaluateModelOptions): Promise<PortableEvaluation> {
  return packEvaluation(await evaluateHere(options));
}

/** What `summariseModel` calls in another process. */
export async function summarisePortably(options: EvaluateModelOptions): Promise<PortableSummary> {
  return packEvaluation(await streamHere(options));
}

function evaluateHere(options: EvaluateModelOptions): Promise<ModelEvaluation> {
  return keepSamples((onDocument) => streamHere(options, onDocument));
}

async function streamHere(
  {
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
  }: EvaluateModelOptions,
  onDocument?: DocumentSink,
): Promise<ModelSummary> {
  const work = { signal, onProgress };
  const tasks = parseTasks(taskNames);
  if (output !== undefined) checkOutputFolder('evaluateModel: output', output);
  if (limit !== undefined) checkInteger('evaluateModel: limit', limit, 1, Number.MAX_SAFE_INTEGER);
  const folder = await fetchModel(name, work);
  const adapter = adapterName === undefined ? undefined : await fetchAdapter(adapterName, work);
  const { openScorer } = await import('./open-scorer.js');
  const { scorer, backend, dispose } = await openScorer({ model: folder, adapter, tokenizer, ...work });
  const model = {
    baseModel: name,
    adapter: adapterName ?? null,
    precision: 'float32',
    maxLength: scorer.maxLength,
    tokenizer: scorer.tokenizer,
    software: `lingtune ${packageVersion()}`,
    split,
  };
  const writer = output === undefined ? null : new ResultsWriter(output, { model, samples });
  try {
    const result = await streamEvaluation(
      {
        ...{ scorer, tasks, variant, limit, onAnswer },
        documents: rowSource({ data, split, ...work }),
        cache: cache ?? undefined,
        ...work,
      },
      (document, task) => {
        writer?.add(document, task);
        onDocument?.(document, task);
      },
    );
    const files = writer?.finish(result) ?? null;
    return { ...result, model: name, adapter: adapterName ?? null, backend: backend.description, files };
  } finally {
    writer?.discard();
    dispose();
  }
}

/** Reads rows from files that are looked for, and fetched, once. */
function rowSource({
  data,
  split,
  ...work
}: Pick<EvaluateModelOptions, 'data' | 'split' | 'signal' | 'onProgress'>): RowSource {
  const found = new Map<string, readonly string[]>();
  return async ({ name, benchmark, language }) => {
    const source = {
      benchmark: benchmark.name,
      datasetName: benchmark.dataset.name,
      datasetConfig: language,
      split: split ?? benchmark.dataset.split,
    };
    const paths = found.get(name) ?? (await documentFiles(source, { folder: data, ...work }));
    found.set(name, paths);
    return documentRows(paths, work);
  };
}
