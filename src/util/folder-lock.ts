/** One process at a time in a folder, by a lock that a killed process leaves behind and the next one takes over. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from './atomic-file.js';
import { checkForm } from './check-form.js';
import { processStart } from './process-start.js';
import { readJsonFile } from './read-json-file.js';
import { UNFINISHED } from './replace-folder.js';

/** Name of the lock: a folder, since a folder that is not empty cannot be renamed over on any system. */
export const LOCK = '.lock';
const HOLDER = 'holder.json';

/** Who holds a lock. The start tells the process from a later one that was given the same number. */
const Holder = z.strictObject({
  pid: z.int().min(1),
  started: z.string(),
  host: z.string(),
  since: z.string(),
});
type Holder = z.output<typeof Holder>;

/**
 * Does work in a folder that no other process, and nothing else in this one, works in meanwhile. The folder is made
 * where it is missing, and is gone again where the work fails before it has put anything there.
 * @param caller what the folder is, for messages, for example `tune: output`.
 * @throws Error where the folder is in use, naming the process; what `work` throws.
 */
export async function withFolderLock<T>(folder: string, caller: string, work: () => Promise<T>): Promise<T> {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
  lock(folder, caller);
  try {
    return await work();
  } finally {
    const aside = moveAside(join(folder, LOCK));
    if (aside !== null) rmSync(aside, { recursive: true, force: true });
    if (isNew && readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

function lock(folder: string, caller: string): void {
  const path = join(folder, LOCK);
  const own = join(folder, `${UNFINISHED}${LOCK}-${randomBytes(4).toString('hex')}`);
  const holder: Holder = {
    pid: process.pid,
    started: processStart(process.pid) ?? '',
    host: hostname(),
    since: new Date().toISOString(),
  };
  try {
    mkdirSync(own);
    writeFileAtomic(join(own, HOLDER), `${JSON.stringify(holder)}\n`);
    while (!takesPlace(own, path)) takeOver(path, folder, caller);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    throw error;
  }
}

/** Whether the lock is ours now; another one's stays as it is. */
function takesPlace(own: string, path: string): boolean {
  try {
    renameSync(own, path);
    return true;
  } catch (error) {
    if (exists(path)) return false;
    // It may have been given up in this very moment, with our own still there.
    if (exists(own) && isOccupied(error)) return false;
    throw error;
  }
}

function isOccupied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST'].includes(String(error.code));
}

/** Removes a lock whose process has ended. @throws Error where it has not, or nobody here can tell. */
function takeOver(path: string, folder: string, caller: string): void {
  const holder = readHolder(path);
  if (holder === null) return; // Given up meanwhile.
  const isHere = holder.host === hostname();
  if (!isHere || processStart(holder.pid) === holder.started) {
    const advice = isHere ? '' : ` on ${holder.host}; once that one has ended, remove ${path}`;
    throw new Error(
      `${caller} must be used by one process at a time, got ${folder}, in use by process ${holder.pid} since ${holder.since}${advice}`,
    );
  }
  const aside = moveAside(path);
  if (aside === null) return;
  const moved = readHolder(aside);
  // Another process was faster, and this is its lock.
  if (moved?.pid !== holder.pid || moved.since !== holder.since) renameSync(aside, path);
  else rmSync(aside, { recursive: true, force: true });
}

function readHolder(path: string): Holder | null {
  const place = join(path, HOLDER);
  return exists(place) ? checkForm(Holder, readJsonFile(place), place) : null;
}

/** Gives a lock another name, so that nobody sees it half removed; `null` where it is gone. */
function moveAside(path: string): string | null {
  const aside = `${path}-${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
    return aside;
  } catch (error) {
    if (!exists(path)) return null;
    throw error;
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
