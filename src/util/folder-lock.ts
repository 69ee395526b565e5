/**
 * One process at a time in a folder, by a lock that a killed process leaves behind and the next one takes over.
 *
 * The lock is a folder with one file, which names its holder. To take it is to rename one's own folder to its name,
 * which no system does where a file is in it; to take it over is to remove the file of a holder that has ended, whose
 * name no other holder has. Whether one has ended is told by the kernel's lock of the file, in every container of the
 * machine; where the kernel has none, or another machine may write the disk, by signs of life, which are compared by
 * the file server's clock.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { giveSign, type Heartbeat, startHeartbeat } from './heartbeat.js';
import { isErrorCode } from './is-error-code.js';
import { isOnLocalDisk, tryKernelLock } from './kernel-lock.js';
import {
  type Holder,
  holderHere,
  isAtWork,
  type LockSystem,
  lastSign,
  nearnessOf,
  readHolder,
} from './lock-holder.js';

/** Name of the lock. */
export const LOCK = '.lock';
/** How a holder's file is named: by chance, so that no two are ever called the same. */
const HOLDER = /^[0-9a-f]{16}\.json$/;
const CANDIDATE = /^\.lock-[0-9a-f]{16}$/;

/** A lock that is held. */
export interface FolderLock {
  /**
   * To be called before anything is written.
   * @throws Error where another process has taken the lock over, or the folder is not where it was.
   */
  readonly check: () => void;
}

/** Times in milliseconds. */
interface SignTimes {
  /** Between two signs of life. */
  readonly every: number;
  /** Silence after which a holder is taken for ended; network file systems show a sign up to a minute late. */
  readonly ended: number;
  /** For how long one that seems to have ended is watched, in case that a clock was set. */
  readonly watch: number;
}

/** How the lock is held, for tests of systems that differ from this one. */
export interface FolderLockOptions extends LockSystem {
  /** Default: a sign every 5 seconds, ended after 120, watched for 12. */
  readonly times?: SignTimes | undefined;
}

const TIMES: SignTimes = { every: 5_000, ended: 120_000, watch: 12_000 };
/** A folder that was to become a lock lives for less than this, in milliseconds. */
const CANDIDATE_LIFE = 3_600_000;

/**
 * Does work in a folder that no other process, and nothing else in this one, works in meanwhile. The folder is made
 * where it is missing, and is gone again where the work fails before it has put anything there.
 * @param caller what the folder is, for messages, for example `tune: output`.
 * @throws Error where the folder is in use, naming the process, or the lock cannot be read, saying what to remove;
 * what `work` throws.
 */
export async function withFolderLock<T>(
  folder: string,
  caller: string,
  work: (lock: FolderLock) => Promise<T>,
  options: FolderLockOptions = {},
): Promise<T> {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
  try {
    const { check, release } = await takeLock({ folder, caller, path: join(folder, LOCK) }, options);
    try {
      return await work({ check });
    } finally {
      await release();
    }
  } finally {
    if (isNew) unlessCode(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => rmdirSync(folder));
  }
}

/** What is locked. */
interface Place {
  readonly folder: string;
  readonly caller: string;
  /** Of the lock. */
  readonly path: string;
}

async function takeLock(
  place: Place,
  { times = TIMES, ...system }: FolderLockOptions,
): Promise<FolderLock & { readonly release: () => Promise<void> }> {
  const { folder, path } = place;
  const { tryLock = tryKernelLock, isLocal = isOnLocalDisk } = system;
  const name = randomBytes(8).toString('hex');
  const own = join(folder, `${LOCK}-${name}`);
  const [before, after] = [own, path].map((parent) => join(parent, `${name}.json`)) as [string, string];
  let file: number | null = null;
  let heart: Heartbeat | null = null;
  try {
    mkdirSync(own);
    file = openSync(before, 'wx+');
    // Before anybody sees it: whose file it is that is not locked has ended.
    const isLocked = tryLock(file) === 'granted';
    writeSync(file, `${JSON.stringify(holderHere(isLocked))}\n`);
    fsyncSync(file);
    while (!takesPlace(own, path)) await makeWay(place, { file, times, system });
    if (!isLocked || !isLocal(folder)) heart = await startHeartbeat(after, times.every);
    removeCandidates(folder, fstatSync(file).mtimeMs);
  } catch (error) {
    if (file !== null) closeSync(file);
    rmSync(own, { recursive: true, force: true });
    throw error;
  }
  const [held, beats, where] = [file, heart, identityOf(folder)];
  return {
    check: () => {
      const isSilent = beats !== null && beats.silence() > times.ended / 2;
      if (identityOf(folder) !== where) refuseMoved(place);
      if (isSilent || !isLinked(held)) refuseLost(place);
    },
    release: async () => {
      await beats?.stop();
      unlessCode(['ENOENT', 'ENOTDIR'], () => unlinkSync(after));
      unlessCode(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => rmdirSync(path));
      closeSync(held);
    },
  };
}

/** Whether the lock is ours now; another one's stays as it is. */
function takesPlace(own: string, path: string): boolean {
  return unlessCode(['ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => renameSync(own, path));
}

/** What is known for judging a holder. */
interface Judging {
  /** Descriptor of one's own holder's file. */
  readonly file: number;
  readonly times: SignTimes;
  readonly system: LockSystem;
}

/** Removes the holder of a lock that has ended. @throws Error where it has not, or the lock is damaged. */
async function makeWay(place: Place, judging: Judging): Promise<void> {
  const { path } = place;
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) refuseDamaged(place, 'something else than a folder');
  try {
    const names = readdirSync(path);
    const [name] = names;
    if (name === undefined) return rmdirSync(path);
    if (names.length > 1 || !HOLDER.test(name)) refuseDamaged(place, 'files of another kind in it');
    const file = join(path, name);
    const holder = readWhole(file, place);
    if (holder === null) return;
    const refusal = await refusalBy(file, holder, judging);
    if (refusal !== null) {
      throw new Error(
        `${place.caller} must be used by one process at a time, got ${place.folder}, ${refusal}`,
      );
    }
    unlinkSync(file);
  } catch (error) {
    // Given up, or taken over, meanwhile.
    if (!isErrorCode(error, ['ENOENT', 'ENOTEMPTY', 'EEXIST'])) throw error;
  }
}

/** Holder of a lock; `null` where its file is gone. */
function readWhole(file: string, place: Place): Holder | null {
  try {
    return readHolder(file);
  } catch (cause) {
    if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return null;
    return refuseDamaged(place, 'a file in it that names no process', cause);
  }
}

/** Words that say why a lock cannot be taken over; `null` where it can, since its holder has ended. */
async function refusalBy(
  path: string,
  holder: Holder,
  { file, times, system }: Judging,
): Promise<string | null> {
  const isWorking = isAtWork(path, holder, system);
  if (isWorking === false) return null;
  const nearness = nearnessOf(holder);
  const where = {
    here: '',
    'other container': ' of another container',
    'other machine': ` on ${holder.host}`,
  };
  const user = `in use by process ${holder.pid}${where[nearness]} since ${holder.since}`;
  if (isWorking === true) return user;
  const sign = lastSign(path);
  const silence = giveSign(file) - sign;
  if (silence <= times.ended) {
    const [age, end] = [Math.max(0, silence), times.ended].map((time) => Math.round(time / 1000));
    return `${user}; its last sign of life is ${age} s old, and after ${end} s without one it is taken for ended`;
  }
  await setTimeout(times.watch);
  return lastSign(path) === sign ? null : user;
}

function refuseDamaged({ caller, folder, path }: Place, got: string, cause?: unknown): never {
  throw new Error(
    `${caller} must have a lock that names one process, got ${path} with ${got}; once no process works in ${folder}, remove ${path}`,
    { cause },
  );
}

function refuseLost({ caller, folder }: Place): never {
  throw new Error(
    `${caller} must stay locked by the process that works in it, got ${folder}, whose lock was removed or taken over; what was done is kept, and once no other process works there the same command goes on`,
  );
}

function refuseMoved({ caller, folder }: Place): never {
  throw new Error(
    `${caller} must stay where it is while a process works in it, got ${folder} moved or removed; the same command goes on in the folder's new place`,
  );
}

/** Whether an open file still has a name. */
function isLinked(file: number): boolean {
  try {
    return fstatSync(file).nlink > 0;
  } catch {
    return false; // Network file systems say that it is stale.
  }
}

/** What tells a folder from another one of its name; empty where there is none. */
function identityOf(folder: string): string {
  const status = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return status === undefined ? '' : `${status.dev} ${status.ino}`;
}

/** Removes what processes that were killed while they took the lock have left. @param now by the file server's clock. */
function removeCandidates(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!CANDIDATE.test(name)) continue;
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status !== undefined && now - status.mtimeMs > CANDIDATE_LIFE)
      rmSync(path, { recursive: true, force: true });
  }
}

/** Whether an action is done; `false` where it fails with one of some codes. */
function unlessCode(codes: readonly string[], action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (isErrorCode(error, codes)) return false;
    throw error;
  }
}
