import type { BenchmarkDocument, Variant } from './tasks/benchmark-task.js';
import type { LanguageTask } from './tasks/parse-tasks.js';

/** Gives the rows of a task's data set in order, as plain records with the hub's field names. */
export type RowSource = (
  task: LanguageTask,
) => Iterable<unknown> | AsyncIterable<unknown> | Promise<Iterable<unknown>>;

/** A task with its documents made ready. */
export interface LoadedTask extends LanguageTask {
  readonly documents: readonly BenchmarkDocument[];
  /** Documents that the task has; fewer are in `documents` under a limit. */
  readonly available: number;
}

/** How much of a task, and how. */
export interface LoadTaskOptions {
  readonly variant: Variant;
  /** Most documents to keep (default: all). */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads and checks all documents of a task, and keeps the first ones.
 * @throws Error with task and number where a document is malformed, or the task has none; what the source throws;
 * the signal's reason where it is stopped.
 */
export async function loadTask(
  task: LanguageTask,
  source: RowSource,
  { variant, limit = Number.POSITIVE_INFINITY, signal }: LoadTaskOptions,
): Promise<LoadedTask> {
  const { name, benchmark, language } = task;
  const documents: BenchmarkDocument[] = [];
  let rows = 0;
  let available = 0;
  for await (const row of await source(task)) {
    signal?.throwIfAborted();
    const document = benchmark.read(row, { language, variant, place: `${name}, document ${rows}` });
    rows += 1;
    if (document === null) continue;
    available += 1;
    if (documents.length < limit) documents.push(document);
  }
  if (available === 0) throw new Error(`loadTask: ${name} must have at least one document, got none`);
  return { ...task, documents, available };
}
