/**
 * Evaluations on their way to another process and back. A benchmark is code, which cannot be copied: one of ours goes by
 * its name; of one's own, what reads documents is done before, and its documents go in files.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readValues, writeValues } from '../../base/files/value-file.js';
import type { BenchmarkDocument, BenchmarkTask } from '../../benchmarks/benchmark-task.js';
import { type LanguageTask, languageTasks, parseTasks, taskList } from '../../benchmarks/parse-tasks.js';
import { findBenchmark } from '../../benchmarks/registry.js';
import type { TaskResult, TaskSummary } from '../../evaluation/evaluation-result.js';
import { documentsOf } from '../../evaluation/read-task.js';
import { rowSource } from './evaluate-here.js';
import type { EvaluateModelOptions, ModelSummary } from './model-evaluation.js';

/** A benchmark of one's own without its code. */
interface PreparedBenchmark extends Omit<BenchmarkTask, 'read' | 'dataset'> {
  readonly dataset: Pick<BenchmarkTask['dataset'], 'name' | 'split'>;
  /** Folder with a file of documents for each of its languages, under the name of the task. */
  readonly prepared: string;
}

/** Options that can be copied, beside their functions and signal. */
export interface PortableOptions extends Omit<EvaluateModelOptions, 'tasks'> {
  readonly tasks: readonly (string | PreparedBenchmark)[];
}

type Named<Value> = Omit<Value, 'benchmark'> & { readonly benchmark: string };

/** An evaluation that can be copied, with or without its documents. */
interface Portable<Task extends TaskSummary> extends Omit<ModelSummary, 'tasks' | 'groups'> {
  readonly tasks: readonly Named<Task>[];
  readonly groups: readonly Named<ModelSummary['groups'][number]>[];
}

/** An evaluation that can be copied. */
export type PortableEvaluation = Portable<TaskResult>;

/** An evaluation without its documents that can be copied. */
export type PortableSummary = Portable<TaskSummary>;

/** An evaluation whose tasks are of a kind. */
type Whole<Task extends TaskSummary> = Omit<ModelSummary, 'tasks'> & { readonly tasks: readonly Task[] };

/**
 * Has work done with options that can be copied. The documents of benchmarks of one's own are read, checked and made ready
 * for scoring before, one at a time, into files that are removed when the work is done.
 * @throws what `parseTasks`, reading the documents and the work throw; the signal's reason where it is stopped.
 */
export async function withPortableOptions<Result>(
  { tasks, ...options }: EvaluateModelOptions,
  work: (options: PortableOptions) => Promise<Result>,
): Promise<Result> {
  const asked = taskList(tasks).map((task) =>
    // One of ours goes by its name.
    typeof task !== 'string' && findBenchmark(task.name) === task ? task.name : task,
  );
  parseTasks(asked);
  const names = asked.filter((task) => typeof task === 'string');
  if (names.length === asked.length) return work({ ...options, tasks: names });
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-documents-'));
  try {
    const portable: (string | PreparedBenchmark)[] = [];
    for (const task of asked) {
      portable.push(typeof task === 'string' ? task : await prepare(task, folder, options));
    }
    return await work({ ...options, tasks: portable });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The options as `evaluateModel` takes them. */
export function unpackOptions({ tasks, ...options }: PortableOptions): EvaluateModelOptions {
  return {
    ...options,
    tasks: tasks.map((task) => (typeof task === 'string' ? task : unpackBenchmark(task))),
  };
}

/** Makes an evaluation ready to be copied. */
export function packEvaluation<Task extends TaskSummary>(evaluation: Whole<Task>): Portable<Task> {
  const named = <Value extends { readonly benchmark: BenchmarkTask }>(value: Value) => ({
    ...value,
    benchmark: value.benchmark.name,
  });
  return { ...evaluation, tasks: evaluation.tasks.map(named), groups: evaluation.groups.map(named) };
}

/**
 * Makes a copied evaluation whole.
 * @param options with which it was asked for.
 * @throws Error where it names a benchmark that was not asked for.
 */
export function unpackEvaluation<Task extends TaskSummary>(
  copy: Portable<Task>,
  { tasks }: Pick<EvaluateModelOptions, 'tasks'>,
): Whole<Task> {
  const asked = parseTasks(tasks).tasks.map(({ benchmark }) => benchmark);
  const whole = <Value extends { readonly benchmark: string }>(value: Value) => {
    const benchmark = asked.find(({ name }) => name === value.benchmark);
    if (benchmark === undefined) {
      throw new Error(`unpackEvaluation: benchmarks must be those asked for, got ${value.benchmark}`);
    }
    return { ...value, benchmark };
  };
  return {
    ...copy,
    // All that a task has, with its benchmark.
    tasks: copy.tasks.map((task) => whole(task) as unknown as Task),
    groups: copy.groups.map(whole),
  };
}

/** Writes the documents of a benchmark into a folder. */
async function prepare(
  benchmark: BenchmarkTask,
  prepared: string,
  { variant = 'current', ...options }: Omit<EvaluateModelOptions, 'tasks'>,
): Promise<PreparedBenchmark> {
  const source = rowSource(options);
  for (const task of languageTasks(benchmark)) {
    const documents = documentsOf(task, source, { variant, signal: options.signal });
    await writeValues(documentFile(prepared, task), documents);
  }
  const { read: _, dataset, ...facts } = benchmark;
  return { ...facts, dataset: { name: dataset.name, split: dataset.split }, prepared };
}

function unpackBenchmark({ prepared, dataset, ...facts }: PreparedBenchmark): BenchmarkTask {
  const benchmark = {
    ...facts,
    dataset,
    // The benchmark itself has made them ready.
    read: (document: unknown) => document as BenchmarkDocument,
  };
  const files = new Map(
    languageTasks(benchmark).map((task) => [task.language, documentFile(prepared, task)]),
  );
  return { ...benchmark, dataset: { ...dataset, rows: (language) => readValues(files.get(language) ?? '') } };
}

function documentFile(folder: string, { name }: LanguageTask): string {
  return join(folder, name);
}
