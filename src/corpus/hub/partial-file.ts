/** The beginning of a file that is being fetched, which a later try goes on with. */
import { randomBytes } from 'node:crypto';
import { constants, type Stats, statSync } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, rm, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isCode } from './cache-error.js';
import { HubError } from './hub-error.js';

/** End of the names of files that are not whole yet. */
export const INCOMPLETE = '.incomplete';
/** A beginning that nobody wrote to for so long, in milliseconds, is nobody's: longer than any wait for the hub. */
const ABANDONED_AFTER = 900_000;

/** A beginning, open for reading and writing. */
export interface PartialFile {
  readonly path: string;
  readonly file: FileHandle;
}

/**
 * Opens the beginning of a blob, empty where nothing is there to go on with. What is there already and is not a plain
 * file of the user's own, such as a link to elsewhere, is removed first: it would be written through.
 * @param isAlone whether nobody else fetches the blob for sure. Then the beginning is `<blob>.incomplete`, as Python calls it;
 * else it is a file that no other process knows, into which a beginning that was abandoned is taken over.
 */
export async function openPartial(blob: string, isAlone: boolean): Promise<PartialFile> {
  const path = isAlone
    ? blob + INCOMPLETE
    : `${blob}.${process.pid}-${randomBytes(4).toString('hex')}${INCOMPLETE}`;
  if (!isAlone) await takeAbandoned(blob, path);
  return { path, file: await openOwn(path) };
}

/** Ends work on a beginning: it stays for the next try, or goes where it is worth nothing. */
export async function leavePartial(
  { path }: PartialFile,
  blob: string,
  isWorthKeeping: boolean,
): Promise<void> {
  const shared = blob + INCOMPLETE;
  const isThere = (place: string): boolean => statSync(place, { throwIfNoEntry: false }) !== undefined;
  if (!isThere(path)) return;
  if (!isWorthKeeping || (path !== shared && isThere(shared))) await rm(path, { force: true });
  else if (path !== shared) {
    await rename(path, shared);
    // Nobody writes to it any more: the next one need not wait.
    await utimes(shared, 0, 0);
  }
}

async function takeAbandoned(blob: string, path: string): Promise<void> {
  for (const name of await readdir(dirname(blob))) {
    if (!name.startsWith(`${basename(blob)}.`) || !name.endsWith(INCOMPLETE)) continue;
    const left = join(dirname(blob), name);
    const entry = await lstat(left).catch(() => null);
    if (entry === null || Date.now() - entry.mtimeMs < ABANDONED_AFTER) continue;
    try {
      await rename(left, path);
      return;
    } catch (cause) {
      // Another process took it.
      if (!isCode(cause, 'ENOENT')) throw cause;
    }
  }
}

async function openOwn(path: string): Promise<FileHandle> {
  const folder = statSync(dirname(path));
  const entry = await lstat(path).catch(() => null);
  const isGoodBeginning = entry !== null && isOwn(entry, folder);
  if (entry !== null && !isGoodBeginning) await rm(path);
  // Windows has no O_NOFOLLOW.
  const access = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  const file = await open(path, isGoodBeginning ? access : access | constants.O_EXCL);
  const opened = await file.stat();
  if (opened.isFile() && (!isGoodBeginning || isOwn(opened, folder))) return file;
  await file.close();
  throw new HubError(
    'cache',
    `openPartial: ${path} must be left alone while it is fetched, got another file`,
  );
}

/**
 * Whether a file is one that nobody else writes to: plain, under one name, of the user, or of whom the folder belongs to
 * (network drives show all files as one user's).
 */
function isOwn(entry: Stats, folder: Stats): boolean {
  return entry.isFile() && entry.nlink <= 1 && [process.getuid?.(), folder.uid].includes(entry.uid);
}
