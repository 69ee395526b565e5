import type { FolderLock } from '../base/locks/folder-lock.js';
import { packageVersion } from '../base/package-version.js';
import type { LogLine } from '../records/log-line.js';
import type { LongWork } from '../records/long-work.js';
import { readRunLog } from '../tuning/run-folder/read-run-log.js';
import { summariseModel } from './model/evaluate-model.js';
import { evaluationRun } from './model/evaluation-run.js';
import type { ModelTuning } from './model/learn-model.js';
import type { EvaluateModelOptions } from './model/model-evaluation.js';
import { tuneModel } from './model/tune-model.js';
import type { PlannedRun } from './plan/planned-run.js';
import { recordedEvaluation, type StudyRecord } from './store/run-record.js';
import { studyPaths } from './store/study-store.js';

/** Where the run lives, and who watches it. */
export interface MakeRunOptions extends LongWork {
  /** Folder of the study. */
  readonly output: string;
  /** Of that folder (default: who started this process holds it). */
  readonly lock?: FolderLock | undefined;
  /** Is given every new line of the tuning's log (default: nobody is). */
  readonly onLog?: ((line: LogLine, run: PlannedRun) => void) | undefined;
}

/**
 * Makes one run of a study, from wherever an earlier process has left it.
 * @throws what `tuneModel` and `summariseModel` throw.
 */
export async function makeRun(
  run: PlannedRun,
  { output, lock, onLog, ...work }: MakeRunOptions,
): Promise<StudyRecord> {
  const { tasks, variant, limit, data } = run.evaluation;
  const paths = studyPaths(output);
  const started = new Date();
  const clock = performance.now();
  const folder = paths.tuning(run.name);
  lock?.check();
  const tuned =
    run.config === null
      ? null
      : await tuneModel(run.config, {
          output: folder,
          resume: true,
          onLog: onLog && ((line) => onLog(line, run)),
          ...work,
        });
  const between = performance.now();
  lock?.check();
  const evaluation = await summariseModel({
    ...scored(run, tuned),
    ...{ tasks, variant },
    limit: limit ?? undefined,
    data: data ?? undefined,
    cache: paths.scores,
    ...work,
  });
  const { scores } = evaluationRun(evaluation);
  const { name, experiment, model, subset, run: repetition, selectionSeed, tuningSeed, languages } = run;
  return {
    ...{ name, experiment, model, subset, run: repetition, selectionSeed, tuningSeed },
    languages: [...languages],
    tuning: tuned === null ? null : tuningFacts(tuned, folder),
    evaluation: {
      ...recordedEvaluation(run.evaluation),
      documents: evaluation.tasks.reduce((sum, { documents }) => sum + documents, 0),
    },
    scores: [...scores],
    versions: {
      lingtune: packageVersion(),
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      backend: evaluation.backend,
    },
    started: started.toISOString(),
    ended: new Date().toISOString(),
    seconds: {
      tuning: tuned === null ? 0 : seconds(between - clock),
      evaluation: seconds(performance.now() - between),
    },
  };
}

/** What is evaluated: the model as it is, with its adapter, or the one that the tuning of all weights has saved. */
function scored(
  { config, evaluation: { model } }: PlannedRun,
  tuned: ModelTuning | null,
): Pick<EvaluateModelOptions, 'model' | 'adapter'> {
  if (config === null || tuned === null) return { model };
  const isWhole = config.lora === null && config.adapter === null;
  return isWhole ? { model: tuned.adapter } : { model, adapter: tuned.adapter };
}

function tuningFacts({ config, step, summary }: ModelTuning, folder: string): StudyRecord['tuning'] {
  const losses = readRunLog(folder).flatMap((line) => ('loss' in line ? [line.loss] : []));
  const [first, last] = [losses.at(0), losses.at(-1)];
  if (first === undefined || last === undefined) {
    throw new Error(`replicate: the log of ${folder} must hold a step, got none`);
  }
  const sum = (count: 'pairs' | 'learntTokens'): number =>
    summary.reduce((total, language) => total + language[count], 0);
  return {
    config: { ...config },
    ...{ steps: step, firstLoss: first, lastLoss: last },
    ...{ pairs: sum('pairs'), learntTokens: sum('learntTokens') },
  };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
