/** The documents of a task from their source: checked first, then read again as they are scored. */

import type { BenchmarkDocument, BenchmarkRows, Variant } from '../benchmarks/benchmark-task.js';
import type { LanguageTask } from '../benchmarks/parse-tasks.js';
import { TaskHash } from './document-hashes.js';

/**
 * Gives the rows of a task's data set in order, as plain records with the hub's field names. It is asked twice for each
 * task, first to check and then to score, and must give the same rows.
 */
export type RowSource = (task: LanguageTask) => BenchmarkRows | Promise<BenchmarkRows>;

/** A task whose documents are found to be sound. */
export interface CheckedTask extends LanguageTask {
  /** Documents to score. */
  readonly documents: number;
  /** Requests that they have together. */
  readonly requests: number;
  /** Documents that the task has; fewer are scored under a limit. */
  readonly available: number;
  /** One hash of all documents to score, as the harness has it. */
  readonly hash: string;
}

/** How much of a task, and how. */
export interface ReadTaskOptions {
  readonly variant: Variant;
  /** Most documents to score (default: all). */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads and checks all documents of a task, and keeps none.
 * @throws Error with task and number where a document is malformed, or the task has none; what the source throws; the signal's reason where it is stopped.
 */
export async function checkTask(
  task: LanguageTask,
  source: RowSource,
  { limit = Number.POSITIVE_INFINITY, ...options }: ReadTaskOptions,
): Promise<CheckedTask> {
  const { name } = task;
  const hashes = new TaskHash();
  let [documents, requests, available] = [0, 0, 0];
  for await (const document of documentsOf(task, source, options)) {
    available += 1;
    if (documents === limit) continue;
    hashes.add(document);
    documents += 1;
    requests += document.requests.length;
  }
  if (available === 0) throw new Error(`checkTask: ${name} must have at least one document, got none`);
  return { ...task, documents, requests, available, hash: hashes.digest() };
}

/**
 * Reads the documents of a task that are to be scored.
 * @throws Error where they are others than those that were checked; what `checkTask` throws.
 */
export async function* readTask(
  task: CheckedTask,
  source: RowSource,
  options: ReadTaskOptions,
): AsyncGenerator<BenchmarkDocument, void, undefined> {
  const { name, documents, available, hash } = task;
  const hashes = new TaskHash();
  let read = 0;
  for await (const document of documentsOf(task, source, options)) {
    if (read === documents) throw others(name, documents, 'more');
    hashes.add(document);
    read += 1;
    yield document;
    if (read === documents && documents < available) break;
  }
  if (read < documents) throw others(name, documents, String(read));
  if (hashes.digest() !== hash) throw others(name, documents, 'others');
}

/** Refuses documents that change between checking and scoring. */
function others(name: string, checked: number, then: string): Error {
  return new Error(
    `readTask: ${name} must give the same documents when it is read again, got ${checked}, then ${then}`,
  );
}

/**
 * Documents of a task in order, ready for scoring, without the rows that the benchmark leaves out.
 * @throws what the source and the benchmark throw; the signal's reason where it is stopped.
 */
export async function* documentsOf(
  task: LanguageTask,
  source: RowSource,
  { variant, signal }: ReadTaskOptions,
): AsyncGenerator<BenchmarkDocument, void, undefined> {
  const { name, benchmark, language } = task;
  let rows = 0;
  for await (const row of await source({ name, benchmark, language })) {
    signal?.throwIfAborted();
    const document = benchmark.read(row, { language, variant, place: `${name}, document ${rows}` });
    rows += 1;
    if (document !== null) yield document;
  }
}
