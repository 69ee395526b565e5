/** Evaluations on their way between processes: benchmarks, which are code, go by their names. */
import type { BenchmarkTask } from '../evaluation/tasks/benchmark-task.js';
import { BENCHMARKS } from '../evaluation/tasks/registry.js';
import type { ModelEvaluation } from './evaluate-model.js';

type Named<Value> = Omit<Value, 'benchmark'> & { readonly benchmark: string };

/** An evaluation that can be copied. */
export interface PortableEvaluation extends Omit<ModelEvaluation, 'tasks' | 'groups'> {
  readonly tasks: readonly Named<ModelEvaluation['tasks'][number]>[];
  readonly groups: readonly Named<ModelEvaluation['groups'][number]>[];
}

/** Makes an evaluation ready to be copied. */
export function packEvaluation(evaluation: ModelEvaluation): PortableEvaluation {
  const named = <Value extends { readonly benchmark: BenchmarkTask }>(value: Value) => ({
    ...value,
    benchmark: value.benchmark.name,
  });
  return { ...evaluation, tasks: evaluation.tasks.map(named), groups: evaluation.groups.map(named) };
}

/** Makes a copied evaluation whole. @throws Error where it names a benchmark that there is none of. */
export function unpackEvaluation(copy: PortableEvaluation): ModelEvaluation {
  const whole = <Value extends { readonly benchmark: string }>(value: Value) => ({
    ...value,
    benchmark: benchmarkNamed(value.benchmark),
  });
  return { ...copy, tasks: copy.tasks.map(whole), groups: copy.groups.map(whole) };
}

function benchmarkNamed(name: string): BenchmarkTask {
  const found = BENCHMARKS.find((benchmark) => benchmark.name === name);
  if (found === undefined) throw new Error(`unpackEvaluation: benchmark must be one of ours, got ${name}`);
  return found;
}
