/** One commit of a repository of the hub: which files it has, and fetching those that are wanted. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quoteText } from '../../base/printable.js';
import type { LongWork } from '../../records/long-work.js';
import { cacheError } from './cache-error.js';
import { fetchFile } from './fetch-file.js';
import {
  cachedCommit,
  noteCommit,
  type RepositoryName,
  repositoryFolder,
  snapshotPaths,
} from './hub-cache.js';
import { HubError, type HubQuestion } from './hub-error.js';
import { hubFetch, type Wait, waitByClock } from './hub-fetch.js';
import { readListing } from './hub-listing.js';
import { type Environment, type HubSettings, hubSettings } from './hub-settings.js';
import { maskToken } from './hub-token.js';
import { proxyFetch } from './proxy-fetch.js';

/** Options of everything that fetches from the hub. */
export interface HubOptions extends LongWork {
  /** Branch, tag or commit (default `main`). */
  readonly revision?: string | undefined;
  /** Environment variables that say where hub and cache are (default: the process's). */
  readonly environment?: Environment | undefined;
  /** What makes requests (default: Node's `fetch`, by way of a proxy where the environment names one). */
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
  /**
   * Fetches files that are not in the cache yet, then gives the folder.
   * @param more names further files by what the first ones say, once they are in the folder (default: none).
   */
  readonly fetchFiles: (
    paths: readonly string[],
    more?: (folder: string) => readonly string[],
  ) => Promise<string>;
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
  const home = join(cache, repositoryFolder(repository));
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
    fetchFiles: async (_, more) => {
      more?.(folder);
      return folder;
    },
  };
}

async function openListed(
  repository: RepositoryName,
  revision: string,
  settings: HubSettings,
  { signal, onProgress, wait = waitByClock, environment = process.env, ...options }: HubOptions,
): Promise<Snapshot> {
  const { endpoint, cache, token, patience, hasLinks } = settings;
  const question = questionOf(repository, revision, settings);
  const rawFetch = options.fetch ?? (await proxyFetch(environment));
  const fetch = hubFetch({ question, token, fetch: rawFetch, wait, patience, signal });
  const tools = { fetch, wait, patience, signal };
  const { commit, files } = await masked(token, readListing(repository, revision, endpoint, tools));
  const fetchAll = async (paths: readonly string[]): Promise<void> => {
    for (const path of paths) {
      const file = files.get(path);
      if (file === undefined) {
        throw new HubError(
          'no-file',
          `openSnapshot: ${question.repository} must have ${path} at ${revision}, got none`,
        );
      }
      const url = `${question.page}/resolve/${commit}/${encodePath(path)}`;
      const report = { total: file.size, unit: 'bytes' };
      await fetchFile(
        { file, url, cache, hasLinks, repository, commit },
        {
          ...tools,
          onBytes: (done) => onProgress?.({ label: `download ${path}`, done, ...report }),
          onWait: () =>
            onProgress?.({ label: `wait for another process to download ${path}`, done: 0, ...report }),
        },
      );
    }
  };
  const home = join(cache, repositoryFolder(repository));
  const folder = join(home, 'snapshots', commit);
  const fetchFiles: Snapshot['fetchFiles'] = async (paths, more) => {
    try {
      const fetchBoth = async (): Promise<void> => {
        await fetchAll(paths);
        const others = more?.(folder) ?? [];
        await fetchAll(others);
        checkStillThere(folder, [...paths, ...others]);
      };
      await masked(token, fetchBoth());
      // Only now: a cut fetch leaves the revision at the commit that was whole.
      noteCommit(home, revision, commit);
    } catch (cause) {
      throw cacheError(cause, cache);
    }
    return folder;
  };
  return { label: question.repository, folder, paths: [...files.keys()].sort(), fetchFiles };
}

/** Something may clear the cache while a large file is fetched. */
function checkStillThere(folder: string, paths: readonly string[]): void {
  const gone = paths.find((path) => !existsSync(join(folder, path)));
  if (gone === undefined) return;
  throw new HubError(
    'cache',
    `openSnapshot: ${folder} must keep what is fetched, got no ${gone} any more; try again`,
  );
}

/** Lets no message show the token, which a hub may send back. */
async function masked<T>(token: string | null, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (!(cause instanceof Error) || maskToken(cause.message, token) === cause.message) throw cause;
    // Without the cause, which may show it too.
    throw new HubError(cause instanceof HubError ? cause.failure : 'server', maskToken(cause.message, token));
  }
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
