/** A run's whole state in a folder: `tensors.safetensors`, `state.json` and, last of all, the mark `complete.txt`. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';
import { writeFileAtomic } from '../../base/files/atomic-file.js';
import { readJsonFile } from '../../base/files/read-json-file.js';
import { replaceFolder } from '../../base/files/replace-folder.js';
import { openSafetensors } from '../../model/checkpoint/open-safetensors.js';
import { writeSafetensors } from '../../model/checkpoint/write-safetensors.js';
import type { SavedTensor, StepperState } from '../loop/stepper.js';
import { checkpointPath, markCheckpoint } from './checkpoint-folder.js';
import { type LogSizes, LogSizesForm, type RunState, RunStateForm } from './run-state.js';

/** Everything that a run needs to go on. */
export interface SavedRun {
  readonly run: RunState;
  readonly stepper: StepperState;
  readonly logs: LogSizes;
}

const TENSORS = 'tensors.safetensors';
const STATE = 'state.json';

const StateForm = z.strictObject({
  run: RunStateForm,
  logs: LogSizesForm,
  values: z.record(z.string(), z.union([z.number(), z.string()])),
});

/**
 * Writes a checkpoint: files and folder are flushed to disk, renamed into place and then marked as whole.
 * @param folder of all checkpoints of the run.
 * @throws Error where it cannot be written, for example because the disk is full; nothing is left of it then, and
 * those that are there stay.
 */
export async function writeCheckpoint(folder: string, { run, stepper, logs }: SavedRun): Promise<void> {
  const path = checkpointPath(folder, run.step);
  await replaceFolder(
    path,
    (temporary) => {
      writeSafetensors(join(temporary, TENSORS), stepper.tensors);
      const state = { run, logs, values: stepper.values };
      writeFileAtomic(join(temporary, STATE), `${JSON.stringify(state, null, 2)}\n`);
    },
    'writeCheckpoint',
  );
  try {
    markCheckpoint(path);
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Reads a whole checkpoint.
 * @throws Error with the path where a file of it is missing or malformed.
 */
export function readCheckpoint(folder: string, step: number): SavedRun {
  const path = checkpointPath(folder, step);
  const place = join(path, STATE);
  const { run, logs, values } = checkForm(StateForm, readJsonFile(place), place);
  return { run, logs, stepper: { tensors: readTensors(join(path, TENSORS)), values } };
}

function readTensors(path: string): Map<string, SavedTensor> {
  const file = openSafetensors(path);
  try {
    return new Map(file.names.map((name) => [name, savedTensor(file.read(name), `${path}: ${name}`)]));
  } finally {
    file.close();
  }
}

function savedTensor(
  { data, shape }: ReturnType<ReturnType<typeof openSafetensors>['read']>,
  place: string,
): SavedTensor {
  if (!(data instanceof Float32Array)) throw new Error(`${place} must be of float32, got other numbers`);
  return { data, shape };
}
