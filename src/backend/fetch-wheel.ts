/** Downloading a pinned wheel by pip, so that a user's proxies and mirrors are obeyed. */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { access, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LongWork } from '../records/long-work.js';
import type { PinnedWheel } from './cuda-packages.js';
import { runProgram } from './run-program.js';

/** Where it is put. */
export interface FetchWheelOptions extends LongWork {
  /** A Python with pip: path, or name on the search path. */
  readonly python: string;
  /** Folder of finished downloads, which outlives an interrupted run. */
  readonly store: string;
  /** Folder of this run, on the same disk. */
  readonly folder: string;
}

/** Milliseconds between two looks at how much has come. */
const LOOK = 500;
/** How often a broken connection is taken up again where it broke, by pip 25.1 or newer; older ones ignore it. */
const RETRIES = '10';
/** pip's line that says how much there is to come. */
const SIZE = /^\s*Downloading .*\.whl \(([\d.]+) (bytes|kB|MB|GB)\)/m;
const BYTES: Readonly<Record<string, number>> = { bytes: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/**
 * Brings a wheel into a run's folder: from the store where it is there, else by pip, and into the store at once. The
 * sum is checked either way.
 * @returns its path.
 * @throws Error where pip fails or the file is not the one that is pinned.
 */
export async function fetchWheel(wheel: PinnedWheel, options: FetchWheelOptions): Promise<string> {
  const { store, folder } = options;
  const stored = storedWheel(wheel, store);
  const place = join(folder, 'wheel.whl');
  await rm(place, { force: true });
  await mkdir(store, { recursive: true });
  if (await isThere(stored)) {
    if ((await sumOf(stored)) !== wheel.sha256) await rm(stored, { force: true });
    else if (await linked(stored, place)) return place;
  }
  const downloaded = await download(wheel, options);
  await rename(downloaded, stored);
  if (await linked(stored, place)) return place;
  return stored; // A disk without hard links.
}

/** Path of a finished download. */
export function storedWheel({ requirement, sha256 }: PinnedWheel, store: string): string {
  return join(store, `${requirement}-${sha256.slice(0, 16)}.whl`);
}

async function download(
  { requirement, sha256 }: PinnedWheel,
  { python, folder, signal, onProgress }: FetchWheelOptions,
): Promise<string> {
  const place = join(folder, 'download');
  const partial = join(folder, 'partial');
  await rm(place, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const pip = ['-m', 'pip', 'download', '--disable-pip-version-check', '--no-input', '--no-deps'];
  // The library is the same in the wheels of all Python versions; which Python is here does not matter.
  const choice = ['--no-cache-dir', '--only-binary=:all:', '--python-version', '3.11', '--dest', place];
  const env = {
    TMPDIR: partial, // Where pip puts what has come so far.
    PIP_RESUME_RETRIES: process.env.PIP_RESUME_RETRIES ?? RETRIES,
    PIP_PROGRESS_BAR: 'off',
    PYTHONUNBUFFERED: '1',
  };
  let total: number | null = null;
  const look = (): void => {
    const done = bytesIn(partial) + bytesIn(place);
    const whole = total === null ? null : Math.max(total, done); // pip's figure is rounded.
    onProgress?.({ label: `download ${requirement}`, done, total: whole, unit: 'bytes' });
  };
  look();
  const timer = setInterval(look, LOOK);
  const onOutput = (text: string): void => {
    const [, amount, unit = ''] = SIZE.exec(text) ?? [];
    if (amount !== undefined) total = Number(amount) * (BYTES[unit] ?? 1);
  };
  try {
    await runProgram(python, [...pip, ...choice, requirement], { signal, env, onOutput });
  } finally {
    clearInterval(timer);
  }
  total = bytesIn(place);
  look();
  const [name = ''] = await readdir(place);
  const path = join(place, name);
  const sum = await sumOf(path);
  if (sum !== sha256) {
    throw new Error(`fetchWheel: ${name} must have the SHA-256 sum ${sha256}, got ${sum}`);
  }
  return path;
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A second name for a file, so that it stays when another run removes the first; whether it could be given. */
async function linked(path: string, place: string): Promise<boolean> {
  return link(path, place).then(
    () => true,
    () => false,
  );
}

/** Bytes of all files under a folder; 0 where there is none. */
function bytesIn(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true })
      .map((name) => statSync(join(folder, String(name)), { throwIfNoEntry: false }))
      .reduce((sum, entry) => sum + (entry?.isFile() === true ? entry.size : 0), 0);
  } catch {
    return 0; // Not made yet, or gone while it was read.
  }
}
