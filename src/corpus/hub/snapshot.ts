/** One commit of a repository of the hub: which files it has, and fetching those that are wanted. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { datasetInfo, type ListFileEntry, listFiles, modelInfo } from '@huggingface/hub';
import type { LongWork } from '../../util/long-work.js';
import { quoteText } from '../../util/printable.js';
import { type BlobDownload, downloadBlob } from './download-blob.js';
import {
  COMMIT,
  cachedCommit,
  linkBlob,
  noteCommit,
  type RepositoryName,
  repositoryFolder,
  snapshotPaths,
} from './hub-cache.js';
import { HubError, type HubQuestion } from './hub-error.js';
import { connectionProblem, hubFetch, type Wait, waitByClock } from './hub-fetch.js';
import { type Environment, type HubSettings, hubSettings } from './hub-settings.js';

/** Options of everything that fetches from the hub. */
export interface HubOptions extends LongWork {
  /** Branch, tag or commit (default `main`). */
  readonly revision?: string | undefined;
  /** Environment variables that say where hub and cache are (default: the process's). */
  readonly environment?: Environment | undefined;
  /** What makes requests (default: Node's `fetch`). */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** What waits between tries (default: by the clock). */
  readonly wait?: Wait | undefined;
}

/** A commit of a repository, listed on the hub or, where that must not be asked, in the cache. */
export interface Snapshot {
  /** Name for messages: `model org/name`, and what was looked at instead of the hub. */
  readonly label: string;
  /** Folder where fetched files appear under their own paths. */
  readonly folder: string;
  /** Paths of the files, with forward slashes. */
  readonly paths: readonly string[];
  /** Fetches files that are not in the cache yet, then gives the folder. */
  readonly fetchFiles: (paths: readonly string[]) => Promise<string>;
}

/** Parts of a name as the hub allows them: letters, digits, `-`, `_` and `.`, not at the ends. */
const NAME = /^(?:[\w-][\w.-]*\/)?[\w-][\w.-]*$/;
/** A revision becomes a path of the cache: words between slashes, none of them `.` or `..`. */
const REVISION = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.+@-]+(?:\/[\w.+@-]+)*$/;

/**
 * Looks up a commit of a repository.
 * @throws RangeError where name or revision is not of the hub's form; HubError as `answerError` and `hubFetch` say,
 * or `offline` where the hub must not be asked and the cache has no such commit.
 */
export async function openSnapshot(repository: RepositoryName, options: HubOptions = {}): Promise<Snapshot> {
  const { revision = 'main', environment } = options;
  if (!NAME.test(repository.name) || repository.name.includes('..')) {
    throw new RangeError(
      `openSnapshot: name must be org/name as the hub has it, or for a model a folder that exists, got ${quoteText(repository.name)}`,
    );
  }
  if (!REVISION.test(revision)) {
    throw new RangeError(
      `openSnapshot: revision must be a branch, tag or commit, got ${quoteText(revision)}`,
    );
  }
  const settings = hubSettings(environment);
  return settings.isOffline
    ? openCached(repository, revision, settings)
    : openListed(repository, revision, settings, options);
}

async function openCached(
  repository: RepositoryName,
  revision: string,
  { cache }: HubSettings,
): Promise<Snapshot> {
  const home = repositoryFolder(cache, repository);
  const commit = cachedCommit(home, revision);
  if (commit === null) {
    throw new HubError(
      'offline',
      `openSnapshot: ${labelOf(repository)} at ${revision} must be in the cache ${cache} while HF_HUB_OFFLINE is set, got nothing there`,
    );
  }
  const folder = join(home, 'snapshots', commit);
  const paths = await snapshotPaths(folder);
  return {
    label: `${labelOf(repository)} (offline, in the cache ${cache})`,
    folder,
    paths,
    fetchFiles: async () => folder,
  };
}

async function openListed(
  repository: RepositoryName,
  revision: string,
  settings: HubSettings,
  { signal, onProgress, wait = waitByClock, fetch: rawFetch = globalThis.fetch }: HubOptions,
): Promise<Snapshot> {
  const { endpoint: hubUrl, cache, token } = settings;
  const question = questionOf(repository, revision, settings);
  const fetch = hubFetch({ question, token, fetch: rawFetch, wait, signal });
  const home = repositoryFolder(cache, repository);
  const listing = await readListing(repository, revision, hubUrl, fetch).catch((cause: unknown) => {
    signal?.throwIfAborted();
    if (cause instanceof HubError) throw cause;
    throw new HubError(
      'server',
      `openSnapshot: ${hubUrl} must list ${question.repository} as a hub does, got ${connectionProblem(cause)}`,
      { cause },
    );
  });
  const { commit, files } = listing;
  const folder = join(home, 'snapshots', commit);
  const fetchFiles = async (paths: readonly string[]): Promise<string> => {
    for (const path of paths) {
      const file = files.get(path);
      if (file === undefined) {
        throw new HubError(
          'no-file',
          `openSnapshot: ${question.repository} must have ${path} at ${revision}, got none`,
        );
      }
      const target = join(folder, path);
      if (existsSync(target)) continue;
      const download = blobOf(
        file,
        `${question.page}/resolve/${commit}/${encodePath(path)}`,
        join(home, 'blobs'),
      );
      if (!existsSync(download.path)) {
        const report = (done: number): void =>
          onProgress?.({ label: `download ${path}`, done, total: file.size, unit: 'bytes' });
        await downloadBlob(download, { fetch, wait, signal, onBytes: report });
      }
      await linkBlob(download.path, target);
    }
    // Only now: a cut fetch leaves the revision at the commit that was whole.
    await noteCommit(home, revision, commit);
    return folder;
  };
  return { label: question.repository, folder, paths: [...files.keys()].sort(), fetchFiles };
}

/** The commit that a revision stands for, and its files by path. */
async function readListing(
  { kind, name }: RepositoryName,
  revision: string,
  hubUrl: string,
  fetch: typeof globalThis.fetch,
): Promise<{ commit: string; files: ReadonlyMap<string, ListFileEntry> }> {
  const ask = { name, revision, hubUrl, fetch, additionalFields: ['sha' as const] };
  const { sha: commit } = kind === 'model' ? await modelInfo(ask) : await datasetInfo(ask);
  if (!COMMIT.test(commit)) {
    throw new HubError(
      'damaged',
      `openSnapshot: the commit of ${kind} ${name} must be 40 hexadecimal digits, got ${quoteText(String(commit))}`,
    );
  }
  const files = new Map<string, ListFileEntry>();
  const repo = { type: kind, name };
  for await (const entry of listFiles({ repo, revision: commit, hubUrl, fetch, recursive: true })) {
    if (entry.type === 'file') files.set(checkPath(entry.path), entry);
  }
  return { commit, files };
}

/** A path that stays inside of the folder that it is joined to, on every system. */
function checkPath(path: string): string {
  const parts = path.split(/[\\/]/);
  if (parts.some((part) => part === '' || part === '..' || part === '.' || part.includes(':'))) {
    throw new HubError(
      'damaged',
      `openSnapshot: a listed path must stay inside of its repository, got ${quoteText(path)}`,
    );
  }
  return path;
}

/** Where a listed file comes from and goes to; its blob is named by its checksum, as Python names it. */
function blobOf(file: ListFileEntry, url: string, blobs: string): BlobDownload {
  const isLarge = file.lfs !== undefined;
  const sum = file.lfs?.oid ?? file.oid ?? '';
  const size = file.lfs?.size ?? file.size;
  if (!(isLarge ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{40}$/).test(sum) || !Number.isSafeInteger(size) || size < 0) {
    throw new HubError(
      'damaged',
      `openSnapshot: ${file.path} must be listed with its checksum and size, got ${quoteText(`${sum}, ${size}`)}`,
    );
  }
  return { url, path: join(blobs, sum), size, checksum: { algorithm: isLarge ? 'sha256' : 'git-sha1', sum } };
}

function questionOf(
  repository: RepositoryName,
  revision: string,
  { endpoint, token }: HubSettings,
): HubQuestion {
  const page = `${endpoint}/${repository.kind === 'dataset' ? 'datasets/' : ''}${repository.name}`;
  return { repository: labelOf(repository), revision, endpoint, page, hasToken: token !== null };
}

function labelOf({ kind, name }: RepositoryName): string {
  return `${kind} ${name}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
