import { benchmarkFacts, isoLanguage } from '../../benchmarks/benchmark-facts.js';
import type { BenchmarkTask } from '../../benchmarks/benchmark-task.js';
import type { LanguageTask, TaskSelection } from '../../benchmarks/parse-tasks.js';
import { findBenchmark } from '../../benchmarks/registry.js';
import type { Accuracy } from '../../evaluation/accuracy.js';
import type { Run, RunDescription, Score } from '../../records/run.js';
import type { TaskName } from '../../results/import/task-name.js';
import type { ModelSummary } from './model-evaluation.js';

/**
 * An evaluation as a run record, the form that figures and tables compute with.
 * @param facts what is known of the run beside its scores (default: experiment `own`, first run, no languages).
 */
export function evaluationRun(
  { tasks, groups, variant, limit, model, adapter, files }: ModelSummary,
  facts: Partial<RunDescription> = {},
): Run {
  const score = (task: TaskName, { accuracy, stderr }: Accuracy, version: string): Score => ({
    ...task,
    accuracy,
    stderr,
    version,
  });
  const scored = new Set([
    ...tasks.map(({ benchmark }) => benchmark),
    ...groups.map(({ benchmark }) => benchmark),
  ]);
  const own = [...scored].filter((benchmark) => findBenchmark(benchmark.name) !== benchmark);
  return {
    experiment: 'own',
    model,
    subset: adapter ?? 'BASE',
    run: 1,
    selectionSeed: null,
    tuningSeed: null,
    languages: [],
    status: limit === null ? 'complete' : 'partial',
    ...(limit === null ? {} : { conditions: `limit ${limit}` }),
    ...(own.length === 0 ? {} : { ownBenchmarks: own.map(benchmarkFacts) }),
    source: files?.results ?? 'lingtune evaluate',
    duplicateOf: null,
    ...facts,
    scores: [
      ...tasks.map((task) => score(taskOf(task), task, String(task.benchmark.versions[variant]))),
      ...groups.map((group) => score(groupOf(group.benchmark), group, group.benchmark.groupVersion)),
    ],
  };
}

/** Which scores an evaluation of tasks has, in the order in which `evaluationRun` has them. */
export function scoredTasks({ tasks, groups }: TaskSelection): TaskName[] {
  return [...tasks.map(taskOf), ...groups.map(groupOf)];
}

/** Benchmark and language of a task, the language by its ISO code. */
function taskOf({ benchmark, language }: LanguageTask): TaskName {
  return { task: benchmark.name, language: isoLanguage(benchmark, language) };
}

function groupOf({ name }: BenchmarkTask): TaskName {
  return { task: name, language: null };
}
