/** Holding the record of a run against what the study plans. */
import { parseTasks } from '../../benchmarks/parse-tasks.js';
import type { TaskName } from '../../results/import/task-name.js';
import { differingFields } from '../../tuning/config/differing-fields.js';
import { scoredTasks } from '../model/evaluation-run.js';
import type { PlannedRun } from '../plan/planned-run.js';
import { nameSome } from './name-some.js';
import { recordedEvaluation, type StudyRecord } from './run-record.js';

/**
 * Checks that a record is of the run that the study plans: name, subset, repetition, seeds, languages, model, what was
 * tuned and evaluated, and that it has each score of the study's tasks once.
 * @param path of the record, for messages.
 * @throws Error with the path and what differs, in the order `plan and record`.
 */
export function checkRecord(record: StudyRecord, run: PlannedRun, path: string): void {
  const planned = {
    ...compared(run),
    tuning: run.config,
    evaluation: recordedEvaluation(run.evaluation),
  };
  const { documents: _, ...evaluated } = record.evaluation;
  const made = { ...compared(record), tuning: record.tuning?.config ?? null, evaluation: evaluated };
  const differing = differingFields(JSON.parse(JSON.stringify(planned)), made);
  if (differing.length > 0)
    refuse(path, `the record of ${run.name} as the study plans it`, `another ${nameSome(differing)}`);
  const faults = scoreFaults(record.scores, scoredTasks(parseTasks(run.evaluation.tasks)));
  if (faults.length > 0) refuse(path, 'a record with each score of the study once', nameSome(faults));
}

/** What a plan and a record say in the same words. */
function compared({
  name,
  experiment,
  subset,
  run,
  languages,
  selectionSeed,
  tuningSeed,
  model,
}: StudyRecord | PlannedRun): object {
  return { name, experiment, subset, run, languages, selectionSeed, tuningSeed, model };
}

/** What is wrong with the tasks of scores: `no xcopa et`, `2 of xcopa vi`, `xnli de, which is not evaluated`. */
function scoreFaults(found: readonly TaskName[], planned: readonly TaskName[]): string[] {
  const wanted = planned.map(scoreName);
  const names = found.map(scoreName);
  const foreign = names.filter((name) => !wanted.includes(name));
  return [
    ...wanted.flatMap((name) => {
      const times = names.filter((other) => other === name).length;
      return times === 1 ? [] : [times === 0 ? `no ${name}` : `${times} of ${name}`];
    }),
    ...foreign.map((name) => `${JSON.stringify(name)}, which is not evaluated`),
  ];
}

function scoreName({ task, language }: TaskName): string {
  return language === null ? task : `${task} ${language}`;
}

function refuse(path: string, wanted: string, got: string): never {
  throw new Error(`${path}: must be ${wanted}, got ${got}; remove the file to have the run evaluated again`);
}
