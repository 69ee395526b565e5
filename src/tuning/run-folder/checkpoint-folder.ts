/** The folder of a run's checkpoints: `step-000123` and so on, of which only those with a mark count. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../../base/files/atomic-file.js';
import { removeUnfinished } from '../../base/files/replace-folder.js';

const MARK = 'complete.txt';
const NAME = /^step-(\d{6,})$/;
const DIGITS = 6;

/** Where the checkpoint of a step is. */
export function checkpointPath(folder: string, step: number): string {
  return join(folder, `step-${String(step).padStart(DIGITS, '0')}`);
}

/** Marks a checkpoint as whole: a file that lists the others with their sizes. */
export function markCheckpoint(path: string): void {
  writeFileAtomic(join(path, MARK), fileList(path));
}

/**
 * Steps whose checkpoints are whole.
 * @returns ascending; none where the folder is missing.
 */
export function listCheckpoints(folder: string): number[] {
  return checkpointSteps(folder).filter((step) => isWhole(checkpointPath(folder, step)));
}

/** Removes what is not whole, as a process that was ended leaves it. */
export function dropHalfMade(folder: string): void {
  removeUnfinished(folder);
  for (const step of checkpointSteps(folder)) {
    const path = checkpointPath(folder, step);
    if (!isWhole(path)) rmSync(path, { recursive: true });
  }
}

/**
 * Removes checkpoints but the newest and one more.
 * @param keep how many of the newest stay, at least 1.
 * @param best step whose checkpoint stays too; `null` for none.
 */
export function pruneCheckpoints(folder: string, keep: number, best: number | null): void {
  for (const step of listCheckpoints(folder).slice(0, -keep)) {
    if (step === best) continue;
    const path = checkpointPath(folder, step);
    // Without its mark it does not count any more, wherever the removal ends.
    rmSync(join(path, MARK));
    rmSync(path, { recursive: true });
  }
}

function checkpointSteps(folder: string): number[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder)
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

function isWhole(path: string): boolean {
  try {
    return readFileSync(join(path, MARK), 'utf8') === fileList(path);
  } catch {
    return false; // No mark: it is half-made, or half removed.
  }
}

/** One line for every file but the mark: name and bytes. */
function fileList(path: string): string {
  return readdirSync(path)
    .filter((name) => name !== MARK && !name.endsWith('.tmp'))
    .sort()
    .map((name) => `${name} ${statSync(join(path, name)).size}\n`)
    .join('');
}
