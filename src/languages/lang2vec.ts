/** The package `lang2vec`, which holds the URIEL database: where its one file is kept and how it is fetched. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { cacheFolder } from '../base/files/cache-folder.js';
import { readPlainFile } from '../base/files/plain-file.js';

/** The wheel that everything from URIEL is read from. */
const WHEEL = {
  requirement: 'lang2vec==1.1.2',
  file: 'lang2vec-1.1.2-py3-none-any.whl',
  sha256: 'bc43eddce15175ee1561c8a0566f56e42019d5987ea6c2890770a1b5d1f48fa4',
} as const;

/** Where the wheel is kept once it is fetched: in the user's cache. */
export function lang2vecPath(): string {
  return join(cacheFolder(), WHEEL.file);
}

/**
 * The bytes of the wheel of lang2vec 1.1.2.
 * @param path the wheel (default: the one in the user's cache).
 * @throws Error where it is not there or is another file.
 */
export function readLang2vec(path: string = lang2vecPath()): Uint8Array {
  if (!existsSync(path)) {
    throw new Error(`readLang2vec: ${path} must be there; \`lingtune features fetch\` fetches it (10 MB)`);
  }
  const bytes = readPlainFile(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== WHEEL.sha256) {
    throw new Error(`readLang2vec: ${path} must have the SHA-256 sum ${WHEEL.sha256}, got ${sha256}`);
  }
  return bytes;
}

/** How to fetch. */
export interface FetchLang2vecOptions {
  /** A Python with pip: path, or name on the search path. */
  python: string;
}

/**
 * Fetches the wheel of lang2vec 1.1.2 into the user's cache by `pip download`, unless it is there.
 * @returns path of the wheel, whose checksum is right.
 * @throws Error where pip fails, with its last line, or hands over another file.
 */
export function fetchLang2vec({ python }: FetchLang2vecOptions): string {
  const path = lang2vecPath();
  if (existsSync(path)) {
    readLang2vec(path);
    return path;
  }
  const folder = mkdtempSync(join(tmpdir(), 'lingtune-fetch-'));
  try {
    download(python, folder);
    const bytes = readLang2vec(join(folder, WHEEL.file));
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileAtomic(path, bytes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return path;
}

function download(python: string, folder: string): void {
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps'];
  // Wheels only: a source package would run code of its own.
  const words = [...pip, '--only-binary', ':all:', '--dest', folder, WHEEL.requirement];
  const { status, stderr, error } = spawnSync(python, words, { encoding: 'utf8' });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  throw new Error(
    `fetchLang2vec: ${python} -m pip download ${WHEEL.requirement} must succeed, got: ${reason}`,
  );
}
