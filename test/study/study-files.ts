/** A study whose records are made up, in a folder, so that what is done with them can be tested without a model. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTasks } from '../../src/benchmarks/parse-tasks.js';
import { scoredTasks } from '../../src/study/model/evaluation-run.js';
import { planRuns } from '../../src/study/plan/plan-runs.js';
import type { PlannedRun } from '../../src/study/plan/planned-run.js';
import type { StudyProfile } from '../../src/study/plan/study-profile.js';
import type { StudyRecord } from '../../src/study/store/run-record.js';
import { openStudy, type StudyIdentity, writeRecord } from '../../src/study/store/study-store.js';

const PROFILE: StudyProfile = {
  name: 'files',
  label: 'Files',
  tuning: { model: 'pocket', data: { name: 'pocket', budget: 40 }, training: { steps: 12 } },
  evaluation: { tasks: ['xcopa_et', 'xcopa_vi', 'xwinograd'], limit: 10, data: null },
  subsets: { ET: 1, VI: 2, RND: 1 },
  counts: [],
};

/** What the records are of. */
export const STUDY: StudyIdentity = {
  profile: PROFILE,
  model: 'sha256:00112233445566778899aabbccddeeff',
  runs: planRuns(PROFILE),
};

/** The record of a run as `replicate` would have made it, with accuracies of its own. */
export function recordOf(run: PlannedRun): StudyRecord {
  const { name, experiment, subset, selectionSeed, tuningSeed, languages, config } = run;
  const place = STUDY.runs.indexOf(run);
  return {
    ...{ name, experiment, model: PROFILE.label, subset, run: run.run, selectionSeed, tuningSeed, languages },
    tuning: config && {
      config: JSON.parse(JSON.stringify(config)),
      ...{ steps: 12, firstLoss: 3.5 - place / 8, lastLoss: 2.25, pairs: 40, learntTokens: 810 },
    },
    evaluation: { ...PROFILE.evaluation, documents: 80 },
    scores: scoredTasks(parseTasks(PROFILE.evaluation.tasks)).map((score, index) => {
      return { ...score, accuracy: 0.5 + (place + index) / 100, stderr: 0.0625, version: '1.0' };
    }),
    versions: { lingtune: '0.1.0', node: '20.19.0', platform: 'linux x64', backend: 'tensorflow 2.21' },
    ...{ started: '2026-01-02T03:04:05.678Z', ended: '2026-01-02T03:05:05.678Z' },
    seconds: { tuning: config === null ? 0 : 40.5, evaluation: 19.5 },
  };
}

/** Writes the study with all its runs finished, and gives their records. */
export function writeStudy(folder: string): StudyRecord[] {
  openStudy(folder, STUDY);
  const records = STUDY.runs.map(recordOf);
  for (const [index, record] of records.entries()) {
    writeRecord(folder, STUDY.model, record, records.slice(0, index));
  }
  return records;
}

/** Changes the text of a file. */
export function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** Where the record of a run is. */
export function recordFile(folder: string, name: string): string {
  return join(folder, 'runs', `${name}.json`);
}
