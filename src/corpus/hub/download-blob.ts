/** Fetching one file of the hub into its place: resumed after a cut, checked before it gets its name. */
import { createHash } from 'node:crypto';
import { type FileHandle, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isCode } from './cache-error.js';
import { HubError } from './hub-error.js';
import { connectionProblem, giveUp, type HubFetch, RETRY_WAITS, type Wait } from './hub-fetch.js';
import { leavePartial, openPartial, type PartialFile } from './partial-file.js';
import { bodyChunks, type Patience, StallError } from './patience.js';
import { isWhole } from './place-blob.js';

/** A hub that sends a little and cuts, again and again, is given up after so many cuts of one file. */
const MOST_CUTS = 1000;

/** A file to be fetched. */
export interface BlobDownload {
  /** Where to fetch it. */
  readonly url: string;
  /** Where it goes once it is whole and checked; its folder is there. */
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
export interface DownloadTools extends Patience {
  readonly fetch: HubFetch;
  readonly wait: Wait;
  /** Is told how many bytes are there, a resumed beginning included. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Fetches a file; what an earlier try left is gone on with, and forgotten where it does not fit.
 * @param isAlone whether no other process fetches it meanwhile for sure, see `openPartial`; where one may, each fetches the
 * whole, and the last one gives it its name.
 * @throws HubError `damaged` for a wrong length or checksum (nothing is kept), `no-network` where the connection is
 * cut again and again (the beginning is kept), `no-space` where the disk is full (the beginning is kept); what
 * `tools.fetch` throws; the signal's reason where it is stopped (the beginning is kept).
 */
export async function downloadBlob(
  download: BlobDownload,
  tools: DownloadTools,
  isAlone: boolean,
): Promise<void> {
  const partial = await openPartial(download.path, isAlone);
  try {
    await fillWhole(download, tools, partial.file);
    await partial.file.close();
    await nameWhole(partial, download);
  } catch (cause) {
    const { size } = await partial.file.stat().catch(() => ({ size: 0 }));
    await partial.file.close().catch(() => {});
    const isDamaged = cause instanceof HubError && cause.failure === 'damaged';
    await leavePartial(partial, download.path, size > 0 && !isDamaged);
    throw cause;
  }
}

/** Fetches and checks; what was put together from pieces and does not fit is fetched once more, whole. */
async function fillWhole(download: BlobDownload, tools: DownloadTools, file: FileHandle): Promise<void> {
  for (let isSecond = false; ; isSecond = true) {
    const isPieced = await fill(download, tools, file);
    const sum = await sumOf(file, download);
    if (sum === download.checksum.sum) break;
    await file.truncate(0);
    if (isPieced && !isSecond) continue;
    const { url, checksum } = download;
    throw new HubError(
      'damaged',
      `downloadBlob: ${url} must have the checksum ${checksum.sum} (${checksum.algorithm}), got ${sum}`,
    );
  }
  // The name must not outlive the content in a power cut.
  await file.datasync();
}

/** Fetches what is missing. @returns whether it did not come in one piece: an earlier beginning is one, too. */
async function fill(download: BlobDownload, tools: DownloadTools, file: FileHandle): Promise<boolean> {
  const { size } = download;
  let length = (await file.stat()).size;
  const hadBeginning = length > 0;
  if (length > size) {
    await file.truncate(0);
    length = 0;
  }
  let cuts = 0;
  for (let standstills = 0; length !== size; cuts++) {
    const cut = await goOn(download, tools, file, length);
    const reached = (await file.stat()).size;
    if (cut === null) break;
    // Whatever moves forward may go on for long; what only crawls may not.
    standstills = reached - length >= (cut instanceof StallError ? 2 ** 20 : 1) ? 0 : standstills + 1;
    length = reached;
    const wait = RETRY_WAITS[standstills];
    if (wait === undefined || cuts === MOST_CUTS) throw cutError(download, cut);
    await tools.wait(wait, tools.signal);
  }
  return hadBeginning || cuts > 0;
}

/**
 * Asks for a file from a position on and writes what comes.
 * @returns what cut the connection, or `null` where the file's end was reached.
 */
async function goOn(
  download: BlobDownload,
  { fetch, onBytes, ...limits }: DownloadTools,
  file: FileHandle,
  start: number,
): Promise<Error | null> {
  const { url, size } = download;
  // Ranges count the bytes of what is sent, so that it must be sent as it is.
  const range = start > 0 ? { range: `bytes=${start}-` } : {};
  const answer = await fetch(url, { 'accept-encoding': 'identity', ...range });
  const piece = pieceOf(answer, start);
  if (answer.status === 416 && totalOf(answer) === size) {
    giveUp(answer);
    await file.truncate(0);
    return new Error('no range of a file that has it');
  }
  if (piece.start !== start) await file.truncate(0);
  if (piece.start !== 0 && piece.start !== start) {
    giveUp(answer);
    return new Error(`bytes from ${piece.start} on where ${start} was asked for`);
  }
  if (piece.end !== null && piece.end !== size) {
    giveUp(answer);
    throw lengthError(download, answer.status === 416 ? `at most ${start}` : `${piece.end}`);
  }
  let position = piece.start;
  for await (const chunk of chunksAndCut(answer, limits)) {
    if (chunk instanceof Error) return chunk;
    if (position + chunk.length > size) throw lengthError(download, `${position + chunk.length} or more`);
    await writeChunk(file, chunk, position, download);
    position += chunk.length;
    onBytes(position);
  }
  return position === size ? null : new Error('an early end');
}

/** The chunks of an answer; what cut the connection, if anything, is the last of them. */
async function* chunksAndCut(
  answer: Response,
  limits: Patience,
): AsyncGenerator<Uint8Array | Error, void, undefined> {
  try {
    yield* bodyChunks(answer, limits);
  } catch (cause) {
    limits.signal?.throwIfAborted();
    yield cause instanceof Error ? cause : new Error(String(cause));
  }
}

/** Where the bytes of an answer begin, and where they end by what its head promises. */
function pieceOf({ status, headers }: Response, asked: number): { start: number; end: number | null } {
  if (status === 416) return { start: asked, end: -1 };
  const range = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '');
  const start = status === 206 ? Number(range?.[1] ?? asked) : 0;
  const length = headers.get('content-length');
  // Of what is packed in spite of our asking, the length is not that of the content.
  const isPacked = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  return { start, end: length === null || isPacked ? null : start + Number(length) };
}

/** Length of the whole file as an answer to a range tells it, or `null`. */
function totalOf({ headers }: Response): number | null {
  const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  return total === undefined ? null : Number(total);
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
    if (!isCode(cause, 'ENOSPC', 'EDQUOT')) throw cause;
    throw new HubError(
      'no-space',
      `downloadBlob: ${dirname(download.path)} must have room for ${download.size} bytes, got a full disk after ${position}`,
      { cause },
    );
  }
}

async function sumOf(file: FileHandle, { size, checksum }: BlobDownload): Promise<string> {
  const hash = createHash(checksum.algorithm === 'sha256' ? 'sha256' : 'sha1');
  if (checksum.algorithm === 'git-sha1') hash.update(`blob ${size}\0`);
  await pipeline(file.createReadStream({ start: 0, autoClose: false }), hash);
  return hash.digest('hex');
}

async function nameWhole({ path }: PartialFile, download: BlobDownload): Promise<void> {
  try {
    await rename(path, download.path);
  } catch (cause) {
    // Another process may have been faster, and Windows replaces no file that is open.
    if (!isWhole(download.path, download.size)) throw cause;
    await rm(path, { force: true });
  }
}

function lengthError({ url, size }: BlobDownload, got: string): HubError {
  return new HubError('damaged', `downloadBlob: ${url} must have ${size} bytes, got ${got}`);
}

function cutError({ url }: BlobDownload, cause: Error): HubError {
  return new HubError(
    'no-network',
    `downloadBlob: the connection to ${new URL(url).host} must last, got ${connectionProblem(cause)}; the next try goes on where this one stopped`,
    { cause },
  );
}
