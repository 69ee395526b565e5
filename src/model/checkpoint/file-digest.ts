/** SHA-256 of files, computed once: those of large files are remembered in the user's cache. */
import { createHash } from 'node:crypto';
import { type BigIntStats, mkdirSync, readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeFileAtomic } from '../../base/files/atomic-file.js';
import { cacheFolder } from '../../base/files/cache-folder.js';
import { checkPlainFile } from '../../base/files/plain-file.js';
import type { LongWork } from '../../records/long-work.js';

/** Where digests are remembered, and by which clock. */
export interface FileDigestOptions extends LongWork {
  /** Folder of what is remembered (default: `digests` in the user's cache folder). */
  readonly cache?: string | undefined;
  /** Milliseconds since 1970 (default: `Date.now`). */
  readonly now?: (() => number) | undefined;
}

/** Smaller files are hashed in a few milliseconds, and so every time. */
const REMEMBERED_BYTES = 16 * 1024 * 1024;
const PIECE_BYTES = 4 * 1024 * 1024;
/** Parts of a large file that are read each time, since file systems without times of change give all files the same. */
const SAMPLES = { count: 64, bytes: 4096 } as const;
/** The coarsest clock of a file system, FAT's, in milliseconds: what changed so lately may change again unseen. */
const GRANULE = 2000;
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * SHA-256 of a file's content, in bounded memory. That of a large file is taken from the last time where it is the same
 * file by device, inode, size, times of modification and change to the nanosecond, and samples of its content.
 * @returns 64 hexadecimal digits.
 * @throws Error where it cannot be read, is no plain file, or changes meanwhile; the signal's reason where it is aborted.
 */
export async function fileDigest(
  path: string,
  { cache = join(cacheFolder(), 'digests'), now = Date.now, ...work }: FileDigestOptions = {},
): Promise<string> {
  const began = now();
  checkPlainFile(path);
  const file = await open(path);
  try {
    const status = await file.stat({ bigint: true });
    const isRemembered = status.size >= REMEMBERED_BYTES;
    const place = isRemembered ? join(cache, await identityOf(file, status)) : null;
    const known = place === null ? null : recall(place);
    if (known !== null) return known;
    const digest = await hashWhole(file, path, status, isRemembered ? work : { signal: work.signal });
    const after = await file.stat({ bigint: true });
    if (!isSame(status, after)) throw new Error(`${path}: the file was changed while it was read`);
    const isSettled = Number(status.ctimeMs) + GRANULE <= began;
    if (place !== null && isSettled) remember(cache, place, digest);
    return digest;
  } finally {
    await file.close();
  }
}

async function hashWhole(
  file: FileHandle,
  path: string,
  { size }: BigIntStats,
  { signal, onProgress }: LongWork,
): Promise<string> {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(Math.min(Number(size) + 1, PIECE_BYTES));
  for (let done = 0; ; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(piece, 0, piece.length, done);
    if (bytesRead === 0) break;
    hash.update(piece.subarray(0, bytesRead));
    done += bytesRead;
    const label = `check ${basename(path)}`;
    onProgress?.({ label, done, total: Math.max(done, Number(size)), unit: 'bytes', isPassing: true });
  }
  return hash.digest('hex');
}

/** Name under which a file is remembered. */
async function identityOf(
  file: FileHandle,
  { dev, ino, size, mtimeNs, ctimeNs }: BigIntStats,
): Promise<string> {
  const hash = createHash('sha256').update(`${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}\n`);
  const sample = Buffer.alloc(SAMPLES.bytes);
  const last = Number(size) - SAMPLES.bytes;
  for (let index = 0; index < SAMPLES.count; index += 1) {
    const position = Math.round((last * index) / (SAMPLES.count - 1));
    const { bytesRead } = await file.read(sample, 0, SAMPLES.bytes, position);
    hash.update(sample.subarray(0, bytesRead));
  }
  return hash.digest('hex');
}

function isSame(one: BigIntStats, other: BigIntStats): boolean {
  return one.size === other.size && one.mtimeNs === other.mtimeNs && one.ctimeNs === other.ctimeNs;
}

function recall(place: string): string | null {
  try {
    const text = readFileSync(place, 'utf8').trim();
    return DIGEST.test(text) ? text : null;
  } catch {
    return null; // It is not known yet.
  }
}

function remember(cache: string, place: string, digest: string): void {
  try {
    mkdirSync(cache, { recursive: true });
    writeFileAtomic(place, `${digest}\n`);
  } catch {
    // Where the cache cannot be written the file is hashed again next time, which gives the same.
  }
}
