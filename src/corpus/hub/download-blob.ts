/** Fetching one file of the hub into its place: resumed after a cut, checked before it gets its name. */
import { createHash } from 'node:crypto';
import { constants, createReadStream, statSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HubError } from './hub-error.js';
import { connectionProblem, RETRY_WAITS, type Wait } from './hub-fetch.js';

/** A file to be fetched. */
export interface BlobDownload {
  /** Where to fetch it. */
  readonly url: string;
  /** Where it goes; until it is whole and checked it is `<path>.incomplete`. */
  readonly path: string;
  /** Length in bytes. */
  readonly size: number;
  /** What the whole file must sum up to. */
  readonly checksum: Checksum;
}

/** SHA-256 of the content as Git LFS keeps it, or SHA-1 of Git's object: a header and the content. */
export interface Checksum {
  readonly algorithm: 'sha256' | 'git-sha1';
  /** In hexadecimal digits. */
  readonly sum: string;
}

/** What a download works with. */
export interface DownloadTools {
  /** As `hubFetch` makes it: it throws for answers that are of no use. */
  readonly fetch: typeof globalThis.fetch;
  readonly wait: Wait;
  readonly signal: AbortSignal | undefined;
  /** Is told how many bytes are there, a resumed beginning included. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Fetches a file; what an earlier try left as `.incomplete` is gone on with.
 * Several processes may fetch the same file at once: each writes the same bytes to the same places.
 * @throws HubError `damaged` for a wrong length or checksum (nothing is kept), `no-network` where the connection is
 * cut again and again (the beginning is kept), `no-space` where the disk is full (the beginning is kept); what
 * `tools.fetch` throws; the signal's reason where it is stopped (the beginning is kept).
 */
export async function downloadBlob(download: BlobDownload, tools: DownloadTools): Promise<void> {
  const incomplete = `${download.path}.incomplete`;
  await mkdir(dirname(incomplete), { recursive: true });
  for (let cuts = 0, length = lengthOf(incomplete); length !== download.size; ) {
    if (length > download.size) await rm(incomplete);
    const cut = await goOn(download, tools, incomplete, length < download.size ? length : 0);
    const reached = lengthOf(incomplete);
    // Whatever moves forward may go on for ever.
    cuts = reached > length ? 0 : cuts + 1;
    length = reached;
    if (cut === null) break;
    const wait = RETRY_WAITS[cuts];
    if (wait === undefined) throw cutError(download, cut);
    await tools.wait(wait, tools.signal);
  }
  await checkSum(incomplete, download);
  await rename(incomplete, download.path).catch((cause: unknown) => {
    // Another process may have been faster.
    if (lengthOf(download.path) !== download.size) throw cause;
  });
}

/**
 * Asks for a file from a position on and writes what comes.
 * @returns what cut the connection, or `null` where the file's end was reached.
 */
async function goOn(
  download: BlobDownload,
  { fetch, signal, onBytes }: DownloadTools,
  incomplete: string,
  start: number,
): Promise<Error | null> {
  const answer = await fetch(download.url, {
    // Ranges count the bytes of what is sent, so that it must be sent as it is.
    headers: { 'accept-encoding': 'identity', ...(start > 0 ? { range: `bytes=${start}-` } : {}) },
  });
  let position = answer.status === 206 ? start : 0;
  const promised = answer.headers.get('content-length');
  if (answer.status === 416 || (promised !== null && position + Number(promised) !== download.size)) {
    await answer.body?.cancel();
    throw await lengthError(
      download,
      incomplete,
      answer.status === 416 ? `at most ${start}` : `${position + Number(promised)}`,
    );
  }
  const file = await open(incomplete, constants.O_WRONLY | constants.O_CREAT);
  try {
    for await (const chunk of answerChunks(answer)) {
      if (chunk instanceof Error) {
        signal?.throwIfAborted();
        return chunk;
      }
      if (position + chunk.length > download.size) {
        throw await lengthError(download, incomplete, `${position + chunk.length} or more`);
      }
      await writeChunk(file, chunk, position, download);
      position += chunk.length;
      onBytes(position);
    }
  } finally {
    await file.close();
  }
  return position === download.size ? null : new Error('an early end');
}

/** The chunks of an answer's body; a cut connection ends them with its error. */
async function* answerChunks(answer: Response): AsyncGenerator<Uint8Array | Error, void, undefined> {
  if (answer.body === null) return;
  const reader = answer.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    yield cause instanceof Error ? cause : new Error(String(cause));
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function writeChunk(
  file: FileHandle,
  chunk: Uint8Array,
  position: number,
  download: BlobDownload,
): Promise<void> {
  try {
    for (let written = 0; written < chunk.length; ) {
      const { bytesWritten } = await file.write(chunk, written, chunk.length - written, position + written);
      written += bytesWritten;
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause;
    throw new HubError(
      'no-space',
      `downloadBlob: ${dirname(download.path)} must have room for ${download.size} bytes, got a full disk after ${position}`,
      { cause },
    );
  }
}

async function checkSum(incomplete: string, { url, size, checksum }: BlobDownload): Promise<void> {
  const hash = createHash(checksum.algorithm === 'sha256' ? 'sha256' : 'sha1');
  if (checksum.algorithm === 'git-sha1') hash.update(`blob ${size}\0`);
  await pipeline(createReadStream(incomplete), hash);
  const sum = hash.digest('hex');
  if (sum === checksum.sum) return;
  await rm(incomplete, { force: true });
  throw new HubError(
    'damaged',
    `downloadBlob: ${url} must have the checksum ${checksum.sum} (${checksum.algorithm}), got ${sum}`,
  );
}

/** Forgets what was fetched of a file that is not the listed one. */
async function lengthError({ url, size }: BlobDownload, incomplete: string, got: string): Promise<HubError> {
  await rm(incomplete, { force: true });
  return new HubError('damaged', `downloadBlob: ${url} must have ${size} bytes, got ${got}`);
}

function cutError({ url }: BlobDownload, cause: Error): HubError {
  return new HubError(
    'no-network',
    `downloadBlob: the connection to ${new URL(url).host} must last, got ${connectionProblem(cause)}; the next try goes on where this one stopped`,
    { cause },
  );
}

/** Length of a file in bytes, 0 where there is none. */
function lengthOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
