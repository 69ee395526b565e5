/** Zero-shot evaluation whose memory does not grow with the number of documents. */
import { checkInteger } from '../base/check-integer.js';
import { benchmarkFacts, isoLanguage } from '../benchmarks/benchmark-facts.js';
import type { BenchmarkDocument, BenchmarkTask, Variant } from '../benchmarks/benchmark-task.js';
import { languageTasks, type TaskSelection } from '../benchmarks/parse-tasks.js';
import type { LongWork } from '../records/long-work.js';
import type { BenchmarkFacts } from '../records/run.js';
import type { Scorer } from '../records/scorer.js';
import { countedAccuracy, groupAccuracy, likeliestChoice } from './accuracy.js';
import type { EvaluatedDocument, EvaluationSummary, GroupResult, TaskSummary } from './evaluation-result.js';
import { type CheckedTask, checkTask, type ReadTaskOptions, type RowSource, readTask } from './read-task.js';
import { scoreDocuments, type TaskDocument } from './scoring/score-documents.js';

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
  readonly benchmark: BenchmarkFacts;
  /** ISO 639-1 code. */
  readonly language: string;
  /** Documents of the task that are evaluated. */
  readonly documents: number;
  readonly isCorrect: boolean;
}

/** Takes evaluated documents: task by task, those of a task in order. */
export type DocumentSink = (document: EvaluatedDocument, task: string) => void;

/**
 * Evaluates as `evaluate` does, and hands each document on in place of keeping it.
 * @param onDocument is given each document some time after its answer.
 * @throws what `evaluate` and `onDocument` throw.
 */
export async function streamEvaluation(
  { scorer, tasks, documents, variant = 'current', limit, cache, onAnswer, ...work }: EvaluateOptions,
  onDocument?: DocumentSink,
): Promise<EvaluationSummary> {
  if (limit !== undefined) checkInteger('evaluate: limit', limit, 1, Number.MAX_SAFE_INTEGER);
  const date = new Date();
  const options = { variant, limit, signal: work.signal };
  const checked: CheckedTask[] = [];
  for (const task of tasks.tasks) checked.push(await checkTask(task, documents, options));
  const pieces = scoreDocuments(askedDocuments(checked, documents, options), {
    scorer,
    variant,
    tasks: checked.map((task) => task.name),
    requests: checked.reduce((sum, task) => sum + task.requests, 0),
    cache,
    onScored: ({ document: { content, of }, scores }) =>
      onAnswer?.({ ...answeredTask(of), isCorrect: choose(scores) === content.gold }),
    ...work,
  });
  const correct = new Map(checked.map((task) => [task.name, 0]));
  for await (const piece of pieces) {
    for (const { document, scores } of piece) {
      const { task, index, content } = document;
      const choice = choose(scores);
      const isCorrect = choice === content.gold;
      correct.set(task, (correct.get(task) ?? 0) + Number(isCorrect));
      onDocument?.({ ...content, index, scores, choice, isCorrect }, task);
    }
  }
  const results = checked.map(
    ({ name, benchmark, language, available, documents: count, hash }): TaskSummary => ({
      ...{ name, benchmark, language, available, hash },
      ...countedAccuracy(correct.get(name) ?? 0, count),
    }),
  );
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

interface AskedDocument extends TaskDocument {
  readonly of: CheckedTask;
  readonly content: BenchmarkDocument;
}

/** The documents of all tasks, one task after the other. */
async function* askedDocuments(
  tasks: readonly CheckedTask[],
  source: RowSource,
  options: ReadTaskOptions,
): AsyncGenerator<AskedDocument, void, undefined> {
  for (const task of tasks) {
    let index = 0;
    for await (const content of readTask(task, source, options)) {
      yield { task: task.name, index, requests: content.requests, of: task, content };
      index += 1;
    }
  }
}

function answeredTask({ name, benchmark, language, documents }: CheckedTask): Omit<Answer, 'isCorrect'> {
  return {
    task: name,
    benchmark: benchmarkFacts(benchmark),
    language: isoLanguage(benchmark, language),
    documents,
  };
}

function choose(scores: EvaluatedDocument['scores']): number {
  return likeliestChoice(scores.map((score) => score.logProbability));
}

function groupResult(
  benchmark: BenchmarkTask,
  results: readonly TaskSummary[],
  variant: Variant,
): GroupResult {
  const names = languageTasks(benchmark).map((task) => task.name);
  const own = names.flatMap((name) => results.find((result) => result.name === name) ?? []);
  return { benchmark, tasks: names, ...groupAccuracy(own, variant) };
}
