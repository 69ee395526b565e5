/** Zero-shot evaluation: benchmarks as data, scoring, the files of lm-evaluation-harness. */

export {
  type BenchmarkDataset,
  type BenchmarkDocument,
  type BenchmarkRows,
  type BenchmarkTask,
  type PromptRequest,
  VARIANTS,
  type Variant,
} from './benchmarks/benchmark-task.js';
export { defineTask, type FieldsSchema, type TaskDefinition } from './benchmarks/define-task.js';
export {
  type AskedTasks,
  type LanguageTask,
  parseTasks,
  type TaskSelection,
} from './benchmarks/parse-tasks.js';
export { BENCHMARKS } from './benchmarks/registry.js';
export { type Accuracy, groupAccuracy, taskAccuracy } from './evaluation/accuracy.js';
export { evaluate } from './evaluation/evaluate.js';
export type {
  EvaluatedDocument,
  EvaluationResult,
  EvaluationSummary,
  GroupResult,
  TaskResult,
  TaskSummary,
} from './evaluation/evaluation-result.js';
export type { ModelDescription } from './evaluation/harness/harness-results.js';
export type { WriteResultsOptions, WrittenResults } from './evaluation/harness/results-writer.js';
export { writeResults } from './evaluation/harness/write-results.js';
export type { RowSource } from './evaluation/read-task.js';
export {
  type Answer,
  type DocumentSink,
  type EvaluateOptions,
  streamEvaluation,
} from './evaluation/stream-evaluation.js';
export type { BenchmarkFacts } from './records/run.js';
export type { Scorer, ScoringTokenizer, SpecialToken } from './records/scorer.js';
