/** A whole study: every run tuned, evaluated and written down, whatever stops it in between. */

import { checkOutputFolder } from '../base/files/check-output-folder.js';
import { withFolderLock } from '../base/locks/folder-lock.js';
import { fetchModel } from '../corpus/hub/fetch-model.js';
import type { LogLine } from '../records/log-line.js';
import type { LongWork } from '../records/long-work.js';
import type { Engine, EngineWork } from './engines/engine.js';
import { local } from './engines/local.js';
import { contentFingerprint } from './model/content-fingerprint.js';
import { planRuns } from './plan/plan-runs.js';
import type { PlannedRun } from './plan/planned-run.js';
import type { StudyProfile } from './plan/study-profile.js';
import { nameSome } from './store/name-some.js';
import type { StudyRecord } from './store/run-record.js';
import { openStudy, readRecords, writeRecord, writeTable } from './store/study-store.js';

/** Where a study lives, and who watches it. */
export interface ReplicateOptions extends LongWork {
  /** Folder of the study. */
  readonly output: string;
  /** What makes the runs (default: `local`, one after the other in this process). */
  readonly engine?: Engine | undefined;
  /** Is told of each run that is finished, those finished before first (default: nobody is). */
  readonly onRun?: ((run: FinishedRun) => void | Promise<void>) | undefined;
  /** Is given every new line of a tuning's log (default: nobody is). */
  readonly onLog?: ((line: LogLine, run: PlannedRun) => void) | undefined;
}

/** A run that is finished. */
export interface FinishedRun {
  readonly record: StudyRecord;
  /** Whether it was finished before, and nothing was done. */
  readonly wasFinished: boolean;
  /** Runs that are finished with it. */
  readonly done: number;
  /** Runs of the study. */
  readonly total: number;
}

/** A study that is done. */
export interface Study {
  readonly profile: StudyProfile;
  /** One a run, in the order of the plan. */
  readonly records: readonly StudyRecord[];
}

/**
 * Makes every run of a study that is not finished: tuned, evaluated, written down. Stopped or killed at any moment, the
 * same call goes on: finished runs are not repeated, a tuning goes on from its newest checkpoint, an evaluation from
 * the requests that are scored, and the accuracies are those of an unbroken study.
 * @throws RangeError and Error where the profile cannot be planned, the folder holds another study or another process
 * works in it; what `tuneModel` and `evaluateModel` throw; the signal's reason where it is aborted.
 */
export async function replicate(
  profile: StudyProfile,
  { output, engine = local, onRun, onLog, signal, onProgress }: ReplicateOptions,
): Promise<Study> {
  checkOutputFolder('replicate: output', output);
  const runs = planRuns(profile);
  return withFolderLock(output, 'replicate: output', async (lock) => {
    const folder = await fetchModel(profile.tuning.model, { signal, onProgress });
    const model = await contentFingerprint(folder, { signal, onProgress });
    const identity = { profile, model, runs };
    openStudy(output, identity);
    const found = readRecords(output, identity);
    const records: StudyRecord[] = [];
    const total = runs.length;
    for (const record of found.values()) {
      if (record === null) continue;
      records.push(record);
      await onRun?.({ record, wasFinished: true, done: records.length, total });
    }
    const missing = runs.filter(({ name }) => found.get(name) === null);
    const record: EngineWork['record'] = async (made) => {
      lock.check();
      writeRecord(output, model, made, records);
      records.push(made);
      await onRun?.({ record: made, wasFinished: false, done: records.length, total });
    };
    await engine(missing, { output, lock, total, record, onLog, signal, onProgress });
    const unmade = missing.filter(({ name }) => records.every((made) => made.name !== name));
    if (unmade.length > 0) {
      const names = nameSome(unmade.map(({ name }) => name));
      throw new Error(
        `replicate: the engine must record every run, got none of ${names}; the same call goes on`,
      );
    }
    const inOrder = runs.flatMap(({ name }) => records.find((record) => record.name === name) ?? []);
    lock.check();
    writeTable(output, inOrder);
    return { profile, records: inOrder };
  });
}
