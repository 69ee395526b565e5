/** What an evaluation gives: records from which files, tables and figures are made. */

import type { BenchmarkDocument, BenchmarkTask, Variant } from '../benchmarks/benchmark-task.js';
import type { LanguageTask } from '../benchmarks/parse-tasks.js';
import type { SequenceScore } from '../records/sequences.js';
import type { Accuracy } from './accuracy.js';

/** A document with what the model made of it. */
export interface EvaluatedDocument extends BenchmarkDocument {
  /** Place of the document in its task, from 0. */
  readonly index: number;
  /** One score a request. */
  readonly scores: readonly SequenceScore[];
  /** Index of the choice that the model finds likeliest. */
  readonly choice: number;
  readonly isCorrect: boolean;
}

/** One language of a benchmark, without its documents. */
export interface TaskSummary extends LanguageTask, Accuracy {
  /** Documents that the task has; fewer are evaluated under a limit. */
  readonly available: number;
  /** One hash of the documents that are evaluated, as lm-evaluation-harness forms it. */
  readonly hash: string;
}

/** One language of a benchmark. */
export interface TaskResult extends TaskSummary {
  readonly samples: readonly EvaluatedDocument[];
}

/** A benchmark in all its languages. */
export interface GroupResult extends Accuracy {
  readonly benchmark: BenchmarkTask;
  /** Names of its tasks. */
  readonly tasks: readonly string[];
}

/** An evaluation without its documents. */
export interface EvaluationSummary {
  readonly variant: Variant;
  /** Most documents of a task, or `null` for all. */
  readonly limit: number | null;
  /** What decided the scores beside the documents: model, adapter, precision. */
  readonly identity: string;
  readonly tasks: readonly TaskSummary[];
  readonly groups: readonly GroupResult[];
  /** When it started. */
  readonly date: Date;
  /** How long it took. */
  readonly seconds: number;
}

/** An evaluation with all documents in memory. */
export interface EvaluationResult extends EvaluationSummary {
  readonly tasks: readonly TaskResult[];
}
