import type { Accuracy } from '../evaluation/accuracy.js';
import type { LanguageTask } from '../evaluation/tasks/parse-tasks.js';
import type { Run, RunDescription, Score } from '../results/run.js';
import { parseTaskName, type TaskName } from '../results/task-name.js';
import type { ModelEvaluation } from './evaluate-model.js';

/**
 * An evaluation as a run record, the form that figures and tables compute with.
 * @param facts what is known of the run beside its scores (default: experiment `own`, first run, no languages).
 */
export function evaluationRun(
  { tasks, groups, variant, limit, model, adapter, files }: ModelEvaluation,
  facts: Partial<RunDescription> = {},
): Run {
  const score = (place: TaskName, { accuracy, stderr }: Accuracy, version: string): Score => ({
    ...place,
    accuracy,
    stderr,
    version,
  });
  return {
    experiment: 'own',
    model,
    subset: adapter ?? 'BASE',
    run: 1,
    selectionSeed: null,
    tuningSeed: null,
    languages: [],
    status: limit === null ? 'complete' : 'partial',
    source: files?.results ?? 'lingtune evaluate',
    duplicateOf: null,
    ...facts,
    scores: [
      ...tasks.map((task) => score(placeOf(task), task, String(task.benchmark.versions[variant]))),
      ...groups.map((group) =>
        score({ task: group.benchmark.name, language: null }, group, group.benchmark.groupVersion),
      ),
    ],
  };
}

/** Benchmark and language of a task, the language by its ISO code. */
function placeOf({ name, benchmark, language }: LanguageTask): TaskName {
  return { task: benchmark.name, language: parseTaskName(name).language ?? language };
}
