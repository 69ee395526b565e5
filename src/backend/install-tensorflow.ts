/** Making the native backend: TensorFlow's library from a wheel, and the binding compiled against it. */
import { randomBytes } from 'node:crypto';
import { access, mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { LongWork } from '../records/long-work.js';
import { isWhole, markBuild } from './build-mark.js';
import { compileBuild } from './compile-build.js';
import { QUIET_FILE } from './compile-commands.js';
import type { PinnedWheel } from './cuda-packages.js';
import { fetchWheel, storedWheel } from './fetch-wheel.js';
import { findCompiler } from './find-compiler.js';
import { downloadStore, keepAlive, sweep } from './leftovers.js';
import { runProgram } from './run-program.js';
import { bindingFolder, bindingPath, type TensorflowBuild } from './tensorflow-build.js';
import { zigWheel } from './zig-compiler.js';

/** How to make it. */
export interface InstallTensorflowOptions extends LongWork {
  /** A Python with pip: path, or name on the search path. */
  readonly python: string;
  /** C++ compiler: path, or name on the search path (default: see `findCompiler`); `null` for one to download. */
  readonly compiler?: string | null;
  /** The Node that tries the binding (default: this one). */
  readonly node?: string;
}

/** Python is there anyhow, and unpacks members of any size without holding them in memory. */
const UNPACK = `import sys, zipfile
wheel, folder, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(tuple(prefixes))])
`;

/** Loads the binding as the backend will, which fails where a library is missing or too new. */
const TRY = 'process.stdout.write(require(process.argv[1]).TF_Version)';

/** Folder of the downloaded compiler and what it keeps, within a build that is being made. */
const ZIG_FOLDER = 'zig';

/** What a run works with. */
interface Run extends LongWork {
  readonly python: string;
  readonly node: string;
  /** Folder of finished downloads. */
  readonly store: string;
}

/**
 * Makes a native backend in the user's cache, unless it is there and whole. It is made in a temporary folder and
 * renamed into place, so that an interrupted run leaves nothing half-made and two runs at once do no harm. Wheels that
 * were downloaded whole are kept until the backend is made: an interrupted run's successor does not fetch them again.
 * @param build what to make; see `tensorflowBuild`.
 * @returns whether there was anything to do.
 * @throws Error where a compiler, Python or pip is missing or fails, a file is not the one that is pinned, or the
 * binding does not load; an `AbortError` where the signal ends it. Nothing half-made is left behind.
 */
export async function installTensorflow(
  build: TensorflowBuild,
  { python, compiler: asked, node = process.execPath, signal, onProgress }: InstallTensorflowOptions,
): Promise<boolean> {
  const cache = dirname(build.folder);
  sweep(cache);
  if (isWhole(build)) return false;
  const compiler = asked === undefined ? await findCompiler() : asked;
  const zig = compiler === null ? neededZig() : null;
  const wheels = [...(zig === null ? [] : [zig]), build.wheel, ...build.cudaWheels];
  const folder = `${build.folder}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  const staged = { ...build, folder };
  const run: Run = { python, node, signal, onProgress, store: downloadStore(cache) };
  await mkdir(folder, { recursive: true });
  const release = keepAlive(folder);
  try {
    if (zig !== null) await unpack(zig, join(folder, ZIG_FOLDER), ['ziglang/'], folder, run);
    await unpackWheels(staged, run);
    await compileBuild(staged, { compiler, zig: join(folder, ZIG_FOLDER), signal, onProgress });
    await finish(staged, run);
    await moveIntoPlace(staged, build);
    for (const wheel of wheels) await rm(storedWheel(wheel, run.store), { force: true });
    await rmdir(run.store).catch(() => {}); // Unless it has what others are about to use.
  } finally {
    release();
    await rm(folder, { recursive: true, force: true });
  }
  return true;
}

function neededZig(): PinnedWheel {
  const wheel = zigWheel();
  if (wheel !== null) return wheel;
  throw new Error(
    'installTensorflow: a C++ compiler must be there, got none ' +
      '(Debian, Ubuntu: sudo apt-get install g++; macOS: xcode-select --install)',
  );
}

async function unpackWheels(build: TensorflowBuild, run: Run): Promise<void> {
  const { folder, wheel, libraries, cudaWheels } = build;
  const parts = ['include/', ...libraries].map((part) => `tensorflow/${part}`);
  await unpack(wheel, folder, parts, folder, run);
  for (const cuda of cudaWheels) await unpack(cuda, folder, ['nvidia/'], folder, run);
}

/** Brings a wheel and unpacks what begins with one of the prefixes into a folder. */
async function unpack(
  wheel: PinnedWheel,
  into: string,
  prefixes: readonly string[],
  folder: string,
  { python, store, signal, onProgress }: Run,
): Promise<void> {
  const place = join(folder, 'fetched');
  await mkdir(place, { recursive: true });
  await mkdir(into, { recursive: true });
  const path = await fetchWheel(wheel, { python, store, folder: place, signal, onProgress });
  await runProgram(python, ['-c', UNPACK, path, into, ...prefixes], { signal });
  await rm(place, { recursive: true });
}

/** Keeps only what is needed to run, loads it once in a process of its own, and sets the mark. */
async function finish(build: TensorflowBuild, { node, signal, onProgress }: Run): Promise<void> {
  const tell = (done: number): void =>
    onProgress?.({ label: 'try the binding', done, total: 1, unit: 'steps' });
  tell(0);
  await rm(join(build.folder, ZIG_FOLDER), { recursive: true, force: true });
  await rm(join(bindingFolder(build), 'include'), { recursive: true });
  await rm(join(bindingFolder(build), QUIET_FILE));
  await runProgram(node, ['-e', TRY, bindingPath(build)], { signal });
  markBuild(build);
  tell(1);
}

/** Another run may have been faster: a whole build stays, a broken one makes way. */
async function moveIntoPlace(staged: TensorflowBuild, build: TensorflowBuild): Promise<void> {
  if (isWhole(build)) return;
  const aside = join(dirname(build.folder), `${basename(staged.folder, '.tmp')}-old.tmp`);
  if (await exists(build.folder)) await rename(build.folder, aside);
  try {
    await rename(staged.folder, build.folder);
  } catch (error) {
    if (!isWhole(build)) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
