/** What a revision holds: its commit and its files, as the hub lists them, page by page and within limits. */
import type { ListFileEntry } from '@huggingface/hub';
import { quoteText } from '../../base/printable.js';
import { nextAddress, nextLink } from './hub-address.js';
import { COMMIT, type RepositoryName } from './hub-cache.js';
import { HubError } from './hub-error.js';
import { connectionProblem, giveUp, type HubFetch, RETRY_WAITS, type Wait } from './hub-fetch.js';
import { bodyChunks, type Patience } from './patience.js';

/** Twice what the hub advises as the most; a page has a thousand files. */
const MOST_FILES = 200_000;
const MOST_PAGES = 2_000;
/** A page of the hub's has 0.3 MB. */
const MOST_BYTES = 32 * 2 ** 20;
/** How often the patience with a connection that moves, but slowly, an answer may take in all. */
const MOST_PATIENCES = 10;
/** In UTF-16 units; systems take no longer ones. */
const LONGEST_PATH = 1024;

/** What listing works with. */
export interface ListingTools extends Patience {
  readonly fetch: HubFetch;
  readonly wait: Wait;
}

/** A file as listed, checked. */
export interface ListedFile {
  /** With forward slashes; it stays inside of the folder that it is joined to. */
  readonly path: string;
  /** Length in bytes. */
  readonly size: number;
  /** SHA-256 of the content where Git LFS keeps it (large), else SHA-1 of Git's object; in hexadecimal digits. */
  readonly sum: string;
  readonly isLarge: boolean;
}

/** A commit of a repository. */
export interface Listing {
  readonly commit: string;
  readonly files: ReadonlyMap<string, ListedFile>;
}

/**
 * Lists the commit that a revision stands for.
 * @throws HubError as `HubFetch` does, `server` where the hub answers otherwise than a hub or past the limits,
 * `damaged` for entries that cannot be; the signal's reason where it is stopped.
 */
export async function readListing(
  { kind, name }: RepositoryName,
  revision: string,
  hubUrl: string,
  tools: ListingTools,
): Promise<Listing> {
  const label = `${kind} ${name}`;
  // Only who asks the hub waits for its package to load.
  const { datasetInfo, listFiles, modelInfo } = await import('@huggingface/hub');
  try {
    const ask = { name, revision, hubUrl, fetch: pagedFetch(tools), additionalFields: ['sha' as const] };
    const commit: unknown = (kind === 'model' ? await modelInfo(ask) : await datasetInfo(ask)).sha;
    if (typeof commit !== 'string' || !COMMIT.test(commit)) {
      throw new HubError(
        'damaged',
        `openSnapshot: the commit of ${label} must be 40 hexadecimal digits, got ${quoteText(String(commit))}`,
      );
    }
    const files = new Map<string, ListedFile>();
    const entries = { repo: { type: kind, name }, revision: commit, hubUrl, fetch: pagedFetch(tools) };
    for await (const entry of listFiles({ ...entries, recursive: true })) {
      if (entry.type !== 'file') continue;
      if (files.size === MOST_FILES) throw tooMuch(hubUrl, `at most ${MOST_FILES} files of ${label}`);
      files.set(checkPath(entry.path), checkEntry(entry));
    }
    return { commit, files };
  } catch (cause) {
    tools.signal?.throwIfAborted();
    if (cause instanceof HubError) throw cause;
    throw new HubError(
      'server',
      `openSnapshot: ${hubUrl} must list ${label} as a hub does, got ${quoteText(connectionProblem(cause))}`,
      { cause },
    );
  }
}

/** A `fetch` for the pages of one list: each is read whole, within limits, and leads to a page that is new. */
function pagedFetch(tools: ListingTools): typeof globalThis.fetch {
  const seen = new Set<string>();
  return async (input) => {
    const address = new URL(String(input));
    seen.add(address.href);
    if (seen.size > MOST_PAGES) throw tooMuch(address.origin, `at most ${MOST_PAGES} pages of a list`);
    const { bytes, headers } = await readPage(address, tools);
    const link = nextLink(headers.get('link'));
    if (link === null) return new Response(bytes);
    const next = nextAddress(link, address).href;
    if (seen.has(next))
      throw tooMuch(address.origin, 'a list that ends, with a next page that was not there yet');
    return new Response(bytes, { headers: { link: `<${next}>; rel="next"` } });
  };
}

async function readPage(
  address: URL,
  tools: ListingTools,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Headers }> {
  for (let cuts = 0; ; cuts++) {
    const answer = await tools.fetch(address.href, { accept: 'application/json' });
    try {
      return { bytes: await readWhole(answer, address, tools), headers: answer.headers };
    } catch (cause) {
      tools.signal?.throwIfAborted();
      if (cause instanceof HubError) throw cause;
      const wait = RETRY_WAITS[cuts];
      if (wait === undefined) {
        throw new HubError(
          'no-network',
          `openSnapshot: the connection to ${address.host} must last, got ${connectionProblem(cause)}`,
          { cause },
        );
      }
      await tools.wait(wait, tools.signal);
    }
  }
}

async function readWhole(
  answer: Response,
  address: URL,
  tools: ListingTools,
): Promise<Uint8Array<ArrayBuffer>> {
  if (answer.status === 416) {
    giveUp(answer);
    throw new HubError('server', `openSnapshot: ${address.origin} must answer with a list, got 416`);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const started = performance.now();
  for await (const chunk of bodyChunks(answer, tools)) {
    length += chunk.length;
    // Unpacked bytes count: a few kilobytes of gzip may stand for gigabytes.
    if (length > MOST_BYTES)
      throw tooMuch(address.origin, `at most ${MOST_BYTES / 2 ** 20} MiB in an answer`);
    chunks.push(chunk);
    if (performance.now() - started > tools.patience * MOST_PATIENCES) {
      throw tooMuch(address.origin, `an answer within ${(tools.patience * MOST_PATIENCES) / 1000} s`);
    }
  }
  return new Uint8Array(Buffer.concat(chunks, length));
}

function tooMuch(hub: string, what: string): HubError {
  return new HubError('server', `openSnapshot: ${hub} must give ${what}, got more`);
}

/** A path that stays inside of the folder that it is joined to, on every system. */
function checkPath(path: unknown): string {
  const isInside =
    typeof path === 'string' &&
    path.length <= LONGEST_PATH &&
    !/[\p{Cc}\p{Cs}]/u.test(path) &&
    !path.split(/[\\/]/).some((part) => part === '' || part === '..' || part === '.');
  if (isInside) return path;
  throw new HubError(
    'damaged',
    `openSnapshot: a listed path must stay inside of its repository, got ${quoteText(String(path))}`,
  );
}

/** A file's checksum and size; they name its blob and bound what is read. */
function checkEntry({ path, size, oid, lfs }: ListFileEntry): ListedFile {
  const isLarge = lfs !== undefined && lfs !== null;
  const sum: unknown = isLarge ? lfs.oid : oid;
  const length: unknown = isLarge ? lfs.size : size;
  const isSum = typeof sum === 'string' && (isLarge ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{40}$/).test(sum);
  if (!isSum || typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) {
    throw new HubError(
      'damaged',
      `openSnapshot: ${path} must be listed with its checksum and size, got ${quoteText(`${sum ?? ''}, ${length}`)}`,
    );
  }
  return { path, size: length, sum, isLarge };
}
