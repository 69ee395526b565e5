/** Evaluations on their way between processes: benchmarks, which are code, go by their names. */

import type { BenchmarkTask } from '../../benchmarks/benchmark-task.js';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import type { TaskResult, TaskSummary } from '../../evaluation/evaluation-result.js';
import type { ModelSummary } from './evaluate-model.js';

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

/** Makes an evaluation ready to be copied. */
export function packEvaluation<Task extends TaskSummary>(evaluation: Whole<Task>): Portable<Task> {
  const named = <Value extends { readonly benchmark: BenchmarkTask }>(value: Value) => ({
    ...value,
    benchmark: value.benchmark.name,
  });
  return { ...evaluation, tasks: evaluation.tasks.map(named), groups: evaluation.groups.map(named) };
}

/** Makes a copied evaluation whole. @throws Error where it names a benchmark that there is none of. */
export function unpackEvaluation<Task extends TaskSummary>(copy: Portable<Task>): Whole<Task> {
  const whole = <Value extends { readonly benchmark: string }>(value: Value) => ({
    ...value,
    benchmark: benchmarkNamed(value.benchmark),
  });
  return {
    ...copy,
    // All that a task has, with its benchmark.
    tasks: copy.tasks.map((task) => whole(task) as unknown as Task),
    groups: copy.groups.map(whole),
  };
}

function benchmarkNamed(name: string): BenchmarkTask {
  const found = BENCHMARKS.find((benchmark) => benchmark.name === name);
  if (found === undefined) throw new Error(`unpackEvaluation: benchmark must be one of ours, got ${name}`);
  return found;
}
