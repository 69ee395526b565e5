/** The folder of a study: `study.json`, a file a run, and a table over all of them. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatRuns } from '../../results/run-csv.js';
import { differingFields } from '../../tuning/config/differing-fields.js';
import { writeFileAtomic } from '../../util/atomic-file.js';
import { checkForm } from '../../util/check-form.js';
import { readJsonFile } from '../../util/read-json-file.js';
import type { PlannedRun } from './plan-runs.js';
import { recordPath, recordRun, type StudyRecord, StudyRecordForm } from './run-record.js';
import type { StudyProfile } from './study-profile.js';

/** What makes a study the same as another. */
export interface StudyIdentity {
  readonly profile: StudyProfile;
  /** Changes when the model's files do. */
  readonly model: string;
  readonly runs: readonly PlannedRun[];
}

/** Paths in the folder of a study. */
export interface StudyPaths {
  /** Folder of a run's tuning. */
  readonly tuning: (name: string) => string;
  /** Scores of requests, by which an evaluation goes on. */
  readonly scores: string;
  /** The table over all runs. */
  readonly table: string;
}

const STUDY = 'study.json';
/** Differences that a message names: a few tell what was changed. */
const MOST_NAMED = 3;

/** Where the files of a study are. */
export function studyPaths(folder: string): StudyPaths {
  return {
    tuning: (name) => join(folder, 'tuning', name),
    scores: join(folder, 'scores'),
    table: join(folder, 'runs.csv'),
  };
}

/**
 * Makes a folder ready for a study, or finds it there.
 * @throws Error where the folder holds another study, naming what differs; it stays as it is.
 */
export function openStudy(folder: string, { profile, model, runs }: StudyIdentity): void {
  const path = join(folder, STUDY);
  const chosen = runs.map(({ name, languages }) => [name, languages.join(' ')] as const);
  const study = { profile, model, languages: Object.fromEntries(chosen) };
  if (!existsSync(path)) {
    for (const name of ['runs', 'tuning']) mkdirSync(join(folder, name), { recursive: true });
    writeFileAtomic(path, `${JSON.stringify(study, null, 2)}\n`);
    return;
  }
  const differing = differingFields(readJsonFile(path), JSON.parse(JSON.stringify(study)));
  if (differing.length === 0) return;
  const rest = differing.length - MOST_NAMED;
  const named = [...differing.slice(0, MOST_NAMED), ...(rest > 0 ? [`${rest} more`] : [])];
  throw new Error(
    `replicate: the study must be that of ${path}, got another ${named.join(', ')}; move the folder away or give another output`,
  );
}

/**
 * Reads the record of a run.
 * @returns `null` where the run is not finished.
 * @throws Error with path and field where the file is malformed.
 */
export function readRecord(folder: string, name: string): StudyRecord | null {
  const path = join(folder, recordPath(name));
  return existsSync(path) ? checkForm(StudyRecordForm, readJsonFile(path), path) : null;
}

/** Writes the record of a finished run, and the table over all that there are. */
export function writeRecord(folder: string, record: StudyRecord, before: readonly StudyRecord[]): void {
  writeFileAtomic(join(folder, recordPath(record.name)), `${JSON.stringify(record, null, 2)}\n`);
  writeTable(folder, [...before, record]);
}

/** Writes the table over runs, in the columns of `lingtune import`. */
export function writeTable(folder: string, records: readonly StudyRecord[]): void {
  writeFileAtomic(studyPaths(folder).table, formatRuns(records.map(recordRun)));
}
