/** The folder of a study: `study.json`, a file a run, and a table over all of them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { writeFileAtomic, writeFileWithFolder } from '../../base/files/atomic-file.js';
import { makeOutputFolder } from '../../base/files/check-output-folder.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { removeUnfinished } from '../../base/files/replace-folder.js';
import { hashText } from '../../base/hash-text.js';
import { exactJson } from '../../base/json-text.js';
import { formatRuns } from '../../results/run-csv.js';
import { differingFields } from '../../tuning/config/differing-fields.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { StudyProfile } from '../plan/study-profile.js';
import { checkRecord } from './check-record.js';
import { nameSome } from './name-some.js';
import { parseRecord, recordPath, recordRun, type StudyRecord } from './run-record.js';

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
const Fields = z.record(z.string(), z.unknown());

/** Where the files of a study are. */
export function studyPaths(folder: string): StudyPaths {
  return {
    tuning: (name) => join(folder, 'tuning', name),
    scores: join(folder, 'scores'),
    table: join(folder, 'runs.csv'),
  };
}

/**
 * Makes a folder ready for a study, or finds it there, and removes what a process that was killed has left half-made.
 * @throws Error where the folder holds another study, naming what differs; it stays as it is.
 */
export function openStudy(folder: string, { profile, model, runs }: StudyIdentity): void {
  const path = join(folder, STUDY);
  const chosen = runs.map(({ name, languages }) => [name, languages.join(' ')] as const);
  const study = { profile, model, languages: Object.fromEntries(chosen) };
  if (existsSync(path)) refuseOtherStudy(path, JSON.parse(JSON.stringify(study)));
  // What is in their way shows before anything is made.
  for (const name of ['runs', 'tuning']) makeOutputFolder(`replicate: ${name}`, join(folder, name));
  for (const made of [folder, join(folder, 'runs')]) removeUnfinished(made);
  if (!existsSync(path)) writeFileAtomic(path, `${JSON.stringify(study, null, 2)}\n`);
}

function refuseOtherStudy(path: string, study: unknown): void {
  const found = readJsonFile(path);
  if (isOfOtherKind(found)) {
    throw new Error(
      `replicate: the study must have been made by a version that tells models apart as this one does, got ${path} of an earlier one; finish it with that one, move the folder away or give another output`,
    );
  }
  const differing = differingFields(found, study);
  if (differing.length === 0) return;
  throw new Error(
    `replicate: the study must be that of ${path}, got another ${nameSome(differing)}; move the folder away or give another output`,
  );
}

/** Whether a study's fingerprint of its model was made in a way that ours cannot be compared with. */
function isOfOtherKind(study: unknown): boolean {
  if (typeof study !== 'object' || study === null || !('model' in study)) return false;
  return typeof study.model === 'string' && /^[0-9a-f]{16}$/.test(study.model);
}

/**
 * Reads the records of the runs that are finished, each held against the plan.
 * @returns by name, in the order of the plan; `null` for a run that is not finished.
 * @throws Error with the path where a file is malformed, was changed, or is the record of another run, study or model.
 */
export function readRecords(folder: string, study: StudyIdentity): Map<string, StudyRecord | null> {
  return new Map(study.runs.map((run) => [run.name, readRecord(folder, study, run)]));
}

function readRecord(folder: string, { model }: StudyIdentity, run: PlannedRun): StudyRecord | null {
  const path = join(folder, recordPath(run.name));
  if (!existsSync(path)) return null;
  const { sha256, ...content } = checkForm(Fields, readJsonFile(path), path);
  const record = parseRecord(content, path);
  checkRecord(record, run, path);
  if (sha256 === sumOf(content, model)) return record;
  throw new Error(
    `${path}: sha256: must be the sum of the record and the study's model, got another, so that the file was changed or is of another study; remove it to have the run evaluated again`,
  );
}

/** Changes when anything that a record says changes, and with the model. */
function sumOf(record: object, model: string): string {
  return hashText(`${model}\n${exactJson(record)}`);
}

/**
 * Writes the record of a finished run, and the table over all that there are; records of before that were removed
 * meanwhile are written again.
 */
export function writeRecord(
  folder: string,
  model: string,
  record: StudyRecord,
  before: readonly StudyRecord[],
): void {
  for (const finished of [...before, record]) {
    const path = join(folder, recordPath(finished.name));
    if (finished !== record && existsSync(path)) continue;
    const file = { ...finished, sha256: sumOf(finished, model) };
    writeFileWithFolder(path, `${JSON.stringify(file, null, 2)}\n`);
  }
  writeTable(folder, [...before, record]);
}

/** Writes the table over runs, in the columns of `lingtune import`. */
export function writeTable(folder: string, records: readonly StudyRecord[]): void {
  writeFileAtomic(studyPaths(folder).table, formatRuns(records.map(recordRun)));
}
