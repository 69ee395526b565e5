/** Taking a folder's lock away from a holder that has ended, and from nobody else. */
import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isErrorCode } from '../caught-error.js';
import { type Holder, isAtWork, type LockSystem, lastSign, nearnessOf, readHolder } from './lock-holder.js';

/** How a holder's file is named: by chance, so that no two are ever called the same. */
const HOLDER = /^[0-9a-f]{16}\.json$/;

/** What is locked. */
export interface LockPlace {
  readonly folder: string;
  readonly caller: string;
  /** Of the lock. */
  readonly path: string;
}

/** Times in milliseconds. */
export interface SignTimes {
  /** Between two signs of life. */
  readonly every: number;
  /** Silence after which a holder is taken for ended; network file systems show a sign up to a minute late. */
  readonly ended: number;
  /** For how long one that seems to have ended is watched, in case that a clock was set. */
  readonly watch: number;
}

/** What is known for judging a holder. */
export interface Judging {
  /** Tells the file server's time, in milliseconds since 1970. */
  readonly sign: () => number;
  readonly times: SignTimes;
  readonly system: LockSystem;
}

/** Removes the holder of a lock that has ended. @throws Error where it has not, or the lock is damaged. */
export async function makeWay(place: LockPlace, judging: Judging): Promise<void> {
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
function readWhole(file: string, place: LockPlace): Holder | null {
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
  { sign, times, system }: Judging,
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
  const last = lastSign(path);
  const silence = sign() - last;
  if (silence <= times.ended) {
    const [age, end] = [Math.max(0, silence), times.ended].map((time) => Math.round(time / 1000));
    return `${user}; its last sign of life is ${age} s old, and after ${end} s without one it is taken for ended`;
  }
  await setTimeout(times.watch);
  return lastSign(path) === last ? null : user;
}

function refuseDamaged({ caller, folder, path }: LockPlace, got: string, cause?: unknown): never {
  throw new Error(
    `${caller} must have a lock that names one process, got ${path} with ${got}; once no process works in ${folder}, remove ${path}`,
    { cause },
  );
}
