/**
 * The layout of the hub's cache on disk, which Python's `huggingface_hub` reads and writes too:
 * `models--org--name/{refs/<revision>, blobs/<checksum>, snapshots/<commit>/<path> → blob}`.
 * Source: the guide "Understand caching" of `huggingface_hub`.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { link, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { writeFileAtomic } from '../../util/atomic-file.js';

/** A repository of the hub. */
export interface RepositoryName {
  readonly kind: 'model' | 'dataset';
  /** `org/name`, or one word for the hub's oldest repositories. */
  readonly name: string;
}

/** A full commit, in hexadecimal digits. */
export const COMMIT: RegExp = /^[0-9a-f]{40}$/;

/** Folder of a repository in the cache. */
export function repositoryFolder(cache: string, { kind, name }: RepositoryName): string {
  return join(cache, `${kind}s--${name.replaceAll('/', '--')}`);
}

/** The commit that the cache holds for a revision, or `null` where it knows none. */
export function cachedCommit(folder: string, revision: string): string | null {
  const path = join(folder, 'refs', revision);
  const commit = existsSync(path) ? readFileSync(path, 'utf8').trim() : revision;
  return COMMIT.test(commit) && existsSync(join(folder, 'snapshots', commit)) ? commit : null;
}

/** Notes the commit that a revision stands for; a full commit needs no note. */
export async function noteCommit(folder: string, revision: string, commit: string): Promise<void> {
  if (revision === commit) return;
  const path = join(folder, 'refs', revision);
  await mkdir(dirname(path), { recursive: true });
  writeFileAtomic(path, commit);
}

/** Paths of a snapshot's files, with forward slashes, in order. */
export async function snapshotPaths(snapshot: string): Promise<string[]> {
  const paths = await readdir(snapshot, { recursive: true });
  return paths
    .filter((path) => statSync(join(snapshot, path), { throwIfNoEntry: false })?.isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/** Makes a blob appear under its name in a snapshot: by a relative link, or a hard one where Windows allows no other. */
export async function linkBlob(blob: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  try {
    await symlink(relative(dirname(path), blob), path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'EPERM') await link(blob, path);
    else if (code !== 'EEXIST') throw cause;
  }
}
