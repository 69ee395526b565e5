import type { Accuracy } from '../evaluation/accuracy.js';
import type { Run, RunDescription, Score } from '../results/run.js';
import { parseTaskName } from '../results/task-name.js';
import type { ModelEvaluation } from './evaluate-model.js';

/**
 * An evaluation as a run record, the form that figures and tables compute with.
 * @param facts what is known of the run beside its scores (default: experiment `own`, first run, no languages).
 */
export function evaluationRun(
  { tasks, groups, variant, limit, model, adapter, files }: ModelEvaluation,
  facts: Partial<RunDescription> = {},
): Run {
  const score = (name: string, { accuracy, stderr }: Accuracy, version: string): Score => ({
    ...parseTaskName(name),
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
      ...tasks.map((task) => score(task.name, task, String(task.benchmark.versions[variant]))),
      ...groups.map((group) => score(group.benchmark.name, group, group.benchmark.groupVersion)),
    ],
  };
}
