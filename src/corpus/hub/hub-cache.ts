/**
 * The layout of the hub's cache on disk, which Python's `huggingface_hub` reads and writes too:
 * `models--org--name/{refs/<revision>, blobs/<checksum>, snapshots/<commit>/<path> → blob}`, and beside it
 * `.locks/models--org--name/<checksum>.lock`.
 * Source: the guide "Understand caching" of `huggingface_hub`.
 */
import { existsSync, lstatSync, mkdirSync, type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { writeFileAtomic } from '../../base/files/atomic-file.js';
import { isCode } from './cache-error.js';
import { HubError } from './hub-error.js';
import { readSmallText } from './read-small-text.js';

/** A repository of the hub. */
export interface RepositoryName {
  readonly kind: 'model' | 'dataset';
  /** `org/name`, or one word for the hub's oldest repositories. */
  readonly name: string;
}

/** A full commit, in hexadecimal digits. */
export const COMMIT: RegExp = /^[0-9a-f]{40}$/;
/** More than a commit and the end of its line is no note of one. */
const NOTE_BYTES = 100;

/** Name of a repository's folders in the cache and among its locks. */
export function repositoryFolder({ kind, name }: RepositoryName): string {
  return `${kind}s--${name.replaceAll('/', '--')}`;
}

/** The commit that the cache holds for a revision, or `null` where it knows none. */
export function cachedCommit(folder: string, revision: string): string | null {
  const commit = notedCommit(folder, revision) ?? revision;
  return COMMIT.test(commit) && existsSync(join(folder, 'snapshots', commit)) ? commit : null;
}

/**
 * Notes the commit that a revision stands for; a full commit needs no note, and what is noted is not written again, so
 * that a cache that cannot be written serves as long as it is whole.
 */
export function noteCommit(folder: string, revision: string, commit: string): void {
  if (revision === commit || notedCommit(folder, revision) === commit) return;
  const path = join('refs', ...revision.split('/'));
  makeCacheFolder(folder, dirname(path));
  writeFileAtomic(join(folder, path), commit);
}

function notedCommit(folder: string, revision: string): string | null {
  const path = join(folder, 'refs', revision);
  // A branch `a` may have been a folder of branches `a/b`.
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return null;
  return readSmallText(path, NOTE_BYTES)?.trim() ?? null;
}

/** Paths of a snapshot's files, with forward slashes, in order. */
export async function snapshotPaths(snapshot: string): Promise<string[]> {
  const paths = await readdir(snapshot, { recursive: true });
  return paths
    .filter((path) => statSync(join(snapshot, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/**
 * Makes a folder below one that is there, level by level, and gives its path. None may be a link: in a cache that
 * others may write to, it would lead what we write to where they want it.
 * @param path below `base`, relative.
 * @throws HubError `cache` for a link or a file in its place.
 */
export function makeCacheFolder(base: string, path: string): string {
  return path.split(sep).reduce((above, name) => {
    const folder = join(above, name);
    const entry = lstatSync(folder, { throwIfNoEntry: false }) ?? made(folder);
    if (entry.isDirectory()) return folder;
    throw new HubError(
      'cache',
      `makeCacheFolder: ${folder} must be a folder of the cache itself, got ${entry.isSymbolicLink() ? 'a link to elsewhere' : 'another kind of file'}; remove it, or choose another cache by HF_HUB_CACHE`,
    );
  }, base);
}

function made(folder: string): Stats {
  try {
    mkdirSync(folder);
  } catch (cause) {
    // Another process may have been faster.
    if (!isCode(cause, 'EEXIST')) throw cause;
  }
  return lstatSync(folder);
}

/**
 * Makes the folder of a repository and gives its path. It may be a link, as of a large model that was moved to another
 * disk, if the link is the user's, the system's, or of whom the cache belongs to.
 * @throws HubError `cache` for a link of somebody else.
 */
export function makeRepositoryFolder(cache: string, repository: RepositoryName): string {
  mkdirSync(cache, { recursive: true });
  const folder = join(cache, repositoryFolder(repository));
  const entry = lstatSync(folder, { throwIfNoEntry: false });
  if (!entry?.isSymbolicLink()) return makeCacheFolder(cache, repositoryFolder(repository));
  if ([process.getuid?.(), 0, statSync(cache).uid].includes(entry.uid)) return folder;
  throw new HubError(
    'cache',
    `makeRepositoryFolder: ${folder} must be a folder or a link of your own, got a link of the user ${entry.uid}; remove it, or choose another cache by HF_HUB_CACHE`,
  );
}
