/** Zero-shot evaluation of a model on benchmarks. */
import { checkInteger } from '../util/check-integer.js';
import type { LongWork } from '../util/long-work.js';
import type { Scorer } from '../util/scorer.js';
import type { SequenceScore } from '../util/sequences.js';
import { groupAccuracy, likeliestChoice, taskAccuracy } from './accuracy.js';
import type { EvaluationResult, GroupResult, TaskResult } from './evaluation-result.js';
import { type LoadedTask, loadTask, type RowSource } from './load-task.js';
import { scoreDocuments } from './score-documents.js';
import type { BenchmarkTask, Variant } from './tasks/benchmark-task.js';
import { languageTasks, type TaskSelection } from './tasks/parse-tasks.js';

/** What to evaluate, and how. */
export interface EvaluateOptions extends LongWork {
  readonly scorer: Scorer;
  /** What `parseTasks` gave. */
  readonly tasks: TaskSelection;
  readonly documents: RowSource;
  /** Default: `current`. */
  readonly variant?: Variant | undefined;
  /** Most documents of each task, at least 1 (default: all). */
  readonly limit?: number | undefined;
  /** Folder in which scores are kept and looked up (default: none are). */
  readonly cache?: string | undefined;
  /** Is told of each answer as it comes (default: nobody is). */
  readonly onAnswer?: ((answer: Answer) => void) | undefined;
}

/** A model's answer to one document, while an evaluation runs. */
export interface Answer {
  /** Name of the task. */
  readonly task: string;
  /** Documents of the task that are evaluated. */
  readonly documents: number;
  readonly isCorrect: boolean;
}

/**
 * Evaluates a model zero-shot: of each document's choices it should find the right one likeliest.
 *
 * All documents are read and checked before the first is scored. Progress counts requests. Where the work is stopped or fails, the cache has what was finished.
 * @throws RangeError where the limit is not a positive integer or a request cannot be encoded; Error where a document
 * is malformed or a log-probability is not a number; what the source and the scorer throw; the signal's reason
 * where it is stopped.
 */
export async function evaluate({
  scorer,
  tasks,
  documents: source,
  variant = 'current',
  limit,
  cache,
  onAnswer,
  signal,
  onProgress,
}: EvaluateOptions): Promise<EvaluationResult> {
  if (limit !== undefined) checkInteger('evaluate: limit', limit, 1, Number.MAX_SAFE_INTEGER);
  const date = new Date();
  const loaded: LoadedTask[] = [];
  for (const task of tasks.tasks) {
    loaded.push(await loadTask(task, source, { variant, limit, signal }));
  }
  const all = loaded.flatMap(({ name, documents }) =>
    documents.map(({ requests, gold }, index) => ({
      task: name,
      index,
      requests,
      gold,
      documents: documents.length,
    })),
  );
  const onDocument = (index: number, own: readonly SequenceScore[]): void => {
    const document = all[index];
    if (document === undefined) return;
    const isCorrect = likeliestChoice(own.map((score) => score.logProbability)) === document.gold;
    onAnswer?.({ task: document.task, documents: document.documents, isCorrect });
  };
  const scores = await scoreDocuments(all, { scorer, variant, cache, onDocument, signal, onProgress });
  let start = 0;
  const results = loaded.map((task) => {
    start += task.documents.length;
    return taskResult(task, scores.slice(start - task.documents.length, start));
  });
  return {
    variant,
    limit: limit ?? null,
    identity: scorer.identity,
    tasks: results,
    groups: tasks.groups.map((benchmark) => groupResult(benchmark, results, variant)),
    date,
    seconds: (Date.now() - date.getTime()) / 1000,
  };
}

/** @param scores of each document, one a request. */
function taskResult(
  { documents, ...task }: LoadedTask,
  scores: readonly (readonly SequenceScore[])[],
): TaskResult {
  const samples = documents.map((document, index) => {
    const own = scores[index] ?? [];
    const choice = likeliestChoice(own.map((score) => score.logProbability));
    return { ...document, index, scores: own, choice, isCorrect: choice === document.gold };
  });
  return { ...task, ...taskAccuracy(samples.map((sample) => sample.isCorrect)), samples };
}

function groupResult(
  benchmark: BenchmarkTask,
  results: readonly TaskResult[],
  variant: Variant,
): GroupResult {
  const names = languageTasks(benchmark).map((task) => task.name);
  const own = names.flatMap((name) => results.find((result) => result.name === name) ?? []);
  return { benchmark, tasks: names, ...groupAccuracy(own, variant) };
}
