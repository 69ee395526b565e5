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
  ftruncateSync,
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
import { isErrorCode } from '../caught-error.js';
import { giveSign, type Heartbeat, startHeartbeat } from './heartbeat.js';
import { isOnLocalDisk, type KernelLock, tryKernelLock } from './kernel-lock.js';
import { holderHere, type LockSystem } from './lock-holder.js';
import { type LockPlace, makeWay, type SignTimes } from './make-way.js';

/** Name of the lock. */
export const LOCK = '.lock';
const CANDIDATE = /^\.lock-[0-9a-f]{16}$/;

/** A lock that is held. */
export interface FolderLock {
  /**
   * To be called before anything is written.
   * @throws Error where another process has taken the lock over, or the folder is not where it was.
   */
  readonly check: () => void;
}

/** How the lock is held, for tests of systems that differ from this one. */
export interface FolderLockOptions extends LockSystem {
  /** Default: a sign every 5 seconds, ended after 120, watched for 12. */
  readonly times?: SignTimes | undefined;
  /** Default: `renameSync`. */
  readonly rename?: typeof renameSync | undefined;
}

/** How systems refuse to give a folder the name of another one that is not empty, or of a file. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'];
/** How Windows and its network disks refuse to rename a folder with an open file; such a file is opened afterwards. */
const OPEN = ['EACCES', 'EPERM', 'EBUSY'];

const TIMES: SignTimes = { every: 5_000, ended: 120_000, watch: 12_000 };
/** A folder that is to become a lock lives for less than this, in milliseconds, where no kernel tells of whom it is. */
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
    const place = { folder, caller, path: join(folder, LOCK) };
    let lock: HeldLock | null = null;
    while (lock === null) lock = await takeLock(place, options);
    const { check, release } = lock;
    try {
      return await work({ check });
    } finally {
      await release();
    }
  } finally {
    if (isNew) unlessCode(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => rmdirSync(folder));
  }
}

/** A lock that can be given up. */
interface HeldLock extends FolderLock {
  readonly release: () => Promise<void>;
}

/** Takes the lock; `null` where whoever holds it has meanwhile swept away what was to become ours: it is to be tried again. */
async function takeLock(
  place: LockPlace,
  { times = TIMES, rename = renameSync, ...system }: FolderLockOptions,
): Promise<HeldLock | null> {
  const { folder, path } = place;
  const { tryLock = tryKernelLock, isLocal = isOnLocalDisk } = system;
  const name = randomBytes(8).toString('hex');
  const own = join(folder, `${LOCK}-${name}`);
  const [before, after] = [own, path].map((parent) => join(parent, `${name}.json`)) as [string, string];
  const judging = { sign: () => signIn(before), times, system };
  let file: number | null = null;
  let heart: Heartbeat | null = null;
  try {
    mkdirSync(own);
    file = openSync(before, 'wx+');
    // Before anybody sees it: whose file it is that is not locked has ended.
    const answer = tryLock(file);
    if (answer === 'busy') throw new SweptError();
    let isLocked = answer === 'granted';
    writeHolder(file, isLocked);
    for (let refusal = refusalToRename(own, path, rename); refusal !== null; ) {
      if (exists(path)) await makeWay(place, judging);
      else if (isErrorCode(refusal, OPEN)) {
        if (file === null) throw refusal;
        isLocked = false;
        writeHolder(file, isLocked);
        closeSync(file);
        file = null;
      }
      refusal = refusalToRename(own, path, rename);
    }
    file ??= openSync(after, 'r+');
    if (!isLocked || !isLocal(folder)) heart = await startHeartbeat(after, times.every);
    sweepCandidates(folder, fstatSync(file).mtimeMs, system);
  } catch (error) {
    if (file !== null) closeSync(file);
    const isSwept = isErrorCode(error, ['ENOENT']) && !exists(own) && exists(folder);
    rmSync(own, { recursive: true, force: true });
    if (isSwept || error instanceof SweptError) return null;
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

/** Writes this process into the open file of a holder. */
function writeHolder(file: number, isLocked: boolean): void {
  ftruncateSync(file);
  writeSync(file, `${JSON.stringify(holderHere(isLocked))}\n`, 0);
  fsyncSync(file);
}

/** Gives a sign of life in a file, and says when that was by the file server's clock. */
function signIn(path: string): number {
  const file = openSync(path, 'r+');
  try {
    return giveSign(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a folder the lock; gives the error where another one is there, which stays as it is, or a file in it is open. */
function refusalToRename(own: string, path: string, rename: typeof renameSync): unknown {
  try {
    rename(own, path);
    return null;
  } catch (error) {
    if (isErrorCode(error, [...TAKEN, ...OPEN])) return error;
    throw error;
  }
}

function refuseLost({ caller, folder }: LockPlace): never {
  throw new Error(
    `${caller} must stay locked by the process that works in it, got ${folder}, whose lock was removed or taken over; what was done is kept, and once no other process works there the same command goes on`,
  );
}

function refuseMoved({ caller, folder }: LockPlace): never {
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

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What tells a folder from another one of its name; empty where there is none. */
function identityOf(folder: string): string {
  const status = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return status === undefined ? '' : `${status.dev} ${status.ino}`;
}

/** Says that another process is about to remove the folder that was to become the lock. */
class SweptError extends Error {}

/**
 * Removes what processes that were killed while they took the lock have left: no kernel's lock is on it. That of one who
 * is just about to lock may go with it, who then begins anew.
 * @param now by the file server's clock.
 */
function sweepCandidates(folder: string, now: number, system: LockSystem): void {
  const { tryLock = tryKernelLock, isLocal = isOnLocalDisk } = system;
  for (const name of readdirSync(folder).filter((entry) => CANDIDATE.test(entry))) {
    const path = join(folder, name);
    const status = lstatSync(path, { throwIfNoEntry: false });
    const isOld = status !== undefined && now - status.mtimeMs > CANDIDATE_LIFE;
    if (
      isOld ||
      (isLocal(folder) && isUnlocked(join(path, `${name.slice(LOCK.length + 1)}.json`), tryLock))
    ) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

/** Whether a file is there that no process has locked, or none is there. */
function isUnlocked(path: string, tryLock: (file: number) => KernelLock): boolean {
  let file: number;
  try {
    file = openSync(path, 'r+');
  } catch (error) {
    return isErrorCode(error, ['ENOENT']);
  }
  try {
    return tryLock(file) === 'granted';
  } finally {
    closeSync(file);
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
