/** The side of an evaluation that computes: the model loaded, the documents read, scored and written. */
import { join } from 'node:path';
import { checkInteger } from '../../base/check-integer.js';
import { cacheFolder } from '../../base/files/cache-folder.js';
import { checkOutputFolder } from '../../base/files/check-output-folder.js';
import { packageVersion } from '../../base/package-version.js';
import { parseTasks } from '../../benchmarks/parse-tasks.js';
import { documentFiles, documentRows } from '../../corpus/datasets/read-documents.js';
import { fetchAdapter, fetchModel } from '../../corpus/hub/fetch-model.js';
import { keepSamples } from '../../evaluation/evaluate.js';
import { ResultsWriter } from '../../evaluation/harness/results-writer.js';
import type { RowSource } from '../../evaluation/read-task.js';
import { type DocumentSink, streamEvaluation } from '../../evaluation/stream-evaluation.js';
import type { EvaluateModelOptions, ModelEvaluation, ModelSummary } from './model-evaluation.js';

/** What `evaluateModel` says, in this process. */
export function evaluateHere(options: EvaluateModelOptions): Promise<ModelEvaluation> {
  return keepSamples((onDocument) => summariseHere(options, onDocument));
}

/** What `summariseModel` says, in this process; `onDocument` is given each document. */
export async function summariseHere(
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

/** Rows of a benchmark's own, or from files that are looked for, and fetched, once. */
export function rowSource({
  data,
  split,
  ...work
}: Pick<EvaluateModelOptions, 'data' | 'split' | 'signal' | 'onProgress'>): RowSource {
  const found = new Map<string, readonly string[]>();
  return async ({ name, benchmark, language }) => {
    const { dataset } = benchmark;
    if (dataset.rows !== undefined) return dataset.rows(language);
    const source = {
      benchmark: benchmark.name,
      datasetName: dataset.name,
      datasetConfig: language,
      split: split ?? dataset.split,
    };
    const folder = dataset.folder ?? data;
    const paths = found.get(name) ?? (await documentFiles(source, { folder, ...work }));
    found.set(name, paths);
    return documentRows(paths, work);
  };
}
