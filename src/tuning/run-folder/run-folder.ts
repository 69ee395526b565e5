/** The folder of a run: `run.json`, logs, checkpoints, the adapter, and at the end `finished.json`. */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { writeFileAtomic } from '../../base/files/atomic-file.js';
import { checkOutputFolder } from '../../base/files/check-output-folder.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { removeUnfinished } from '../../base/files/replace-folder.js';
import { fileDigest } from '../../model/checkpoint/file-digest.js';
import { differingFields } from '../config/differing-fields.js';
import { readRunConfig } from '../config/read-run-config.js';
import type { RunConfig } from '../config/run-config.js';
import { dropHalfMade } from './checkpoint-folder.js';

/** How a run ended, as `finished.json` says it. */
export interface RunEnd {
  /** Whether all steps were done, or no lower loss came for as many evaluations as the run had patience. */
  readonly ended: 'all-steps' | 'patience';
  /** Steps done. */
  readonly step: number;
  /** Step that the adapter is of: the last one, or the best where the run has patience. */
  readonly adapterStep: number;
  /** Loss of the last step that had one; `null` where there was none. */
  readonly loss: number | null;
  /** The lowest loss on the held-out pairs; `null` where they were not evaluated. */
  readonly best: { readonly step: number; readonly loss: number } | null;
}

/** Paths in the folder of a run. */
export interface RunPaths {
  readonly folder: string;
  readonly checkpoints: string;
  readonly adapter: string;
  readonly finished: string;
}

/** What makes a run the same as another: its configuration, its data and what it started from. */
export interface RunIdentity {
  readonly config: RunConfig;
  /** Fingerprint of the examples, the held-out ones too. */
  readonly examples: string;
  /** Fingerprint of the model, and of an adapter that is tuned further; missing where it is not looked at. */
  readonly base?: string | undefined;
}

const CONFIG = 'run.json';
const EXAMPLES = 'examples.json';
/** Runs of earlier versions do not say what they started from. */
const Examples = z.strictObject({ sha256: z.string(), base: z.string().optional() });
const Finished = z.strictObject({
  ended: z.enum(['all-steps', 'patience']),
  step: z.int().min(0),
  adapterStep: z.int().min(0),
  loss: z.number().nullable(),
  best: z.strictObject({ step: z.int(), loss: z.number() }).nullable(),
  // Runs of earlier versions do not say it.
  files: z.record(z.string(), z.string()).optional(),
});

/** Where the files of a run are. */
export function runPaths(folder: string): RunPaths {
  return {
    folder,
    checkpoints: join(folder, 'checkpoints'),
    adapter: join(folder, 'adapter'),
    finished: join(folder, 'finished.json'),
  };
}

/**
 * Checks, before anything is fetched or read, that a run may live in a folder; changes nothing.
 * @throws Error where it cannot be written, or holds a run of another configuration, or one that was cut off and is not
 * resumed.
 */
export function checkRunFolder(folder: string, config: RunConfig, isResumed: boolean): void {
  checkOutputFolder('tune: output', folder);
  const path = join(folder, CONFIG);
  if (!exists(path)) return;
  refuseOtherConfig(path, config);
  if (!isResumed && !exists(runPaths(folder).finished)) refuseCutOff(folder);
}

/**
 * Makes the folder ready: a new one is given its `run.json`; in one of a run before, what was half-made is removed.
 * @returns how the run ended, `null` where it is still to be done.
 * @throws Error where the folder holds a run and `isResumed` is not set, or a run that differs in configuration or data.
 */
export function openRunFolder(paths: RunPaths, identity: RunIdentity, isResumed: boolean): RunEnd | null {
  const [config, examples] = [CONFIG, EXAMPLES].map((name) => join(paths.folder, name)) as [string, string];
  if (!exists(config)) {
    mkdirSync(paths.checkpoints, { recursive: true });
    removeUnfinished(paths.folder);
    const { examples: sha256, base } = identity;
    writeFileAtomic(examples, `${JSON.stringify({ sha256, base })}\n`);
    writeFileAtomic(config, `${JSON.stringify(identity.config, null, 2)}\n`);
    return null;
  }
  refuseOther(config, examples, identity);
  if (exists(paths.finished)) {
    const { files: _, ...end } = readFinished(paths);
    return end;
  }
  if (!isResumed) refuseCutOff(paths.folder);
  removeUnfinished(paths.folder);
  mkdirSync(paths.checkpoints, { recursive: true });
  dropHalfMade(paths.checkpoints);
  return null;
}

/** Writes down how the run ended, and the sums of what it has made; the last thing that a run does. */
export async function closeRunFolder(paths: RunPaths, end: RunEnd): Promise<void> {
  const files = await sumsOf(paths.adapter);
  writeFileAtomic(paths.finished, `${JSON.stringify({ ...end, files }, null, 2)}\n`);
}

/**
 * Checks that what a finished run has made is still what it wrote; other files beside it are of no concern.
 * @throws Error with the path where a file is missing or holds something else.
 */
export async function checkResult(paths: RunPaths): Promise<void> {
  for (const [name, sum] of Object.entries(readFinished(paths).files ?? {})) {
    const path = join(paths.adapter, name);
    if (exists(path) && (await fileDigest(path)) === sum) continue;
    throw new Error(
      `tune: ${path} must be as the run has written it, got ${exists(path) ? 'something else' : 'no such file'}; once ${paths.finished} is removed, resuming the run writes it again from its last checkpoint`,
    );
  }
}

function readFinished(paths: RunPaths): z.output<typeof Finished> {
  return checkForm(Finished, readJsonFile(paths.finished), paths.finished);
}

/** SHA-256 of a folder's weights and settings, by their names; a model card may be edited. */
async function sumsOf(folder: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  const names = readdirSync(folder).filter((name) => /\.(safetensors|json)$/.test(name));
  for (const name of names.sort()) sums[name] = await fileDigest(join(folder, name));
  return sums;
}

function refuseCutOff(folder: string): never {
  throw new Error(
    `tune: a run that was cut off must be resumed, or another output be given, got one in ${folder} without resume`,
  );
}

function refuseOtherConfig(path: string, config: RunConfig): void {
  // Read as a configuration, so that fields that are newer than the run have their defaults.
  const differing = differingFields(readRunConfig(path), config);
  if (differing.length === 0) return;
  throw new Error(
    `tune: the run must be that of ${path}, or another output be given, got another ${differing.join(', ')}`,
  );
}

function refuseOther(config: string, examples: string, identity: RunIdentity): void {
  refuseOtherConfig(config, identity.config);
  const { sha256, base = identity.base } = checkForm(Examples, readJsonFile(examples), examples);
  if (sha256 !== identity.examples) {
    throw new Error(`tune: the pairs must be those that the run in ${config} began with, got others`);
  }
  if (identity.base !== undefined && base !== identity.base) {
    throw new Error(
      `tune: the model's files must hold what they held when the run in ${config} began, got others; put them back, or give another output`,
    );
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
