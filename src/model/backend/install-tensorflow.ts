/** Making the native backend: TensorFlow's library from a wheel, and the binding compiled against it. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { LongWork } from '../../util/long-work.js';
import { isWhole, markBuild } from './build-mark.js';
import { compileCommands, QUIET_FILE, QUIET_SOURCE } from './compile-commands.js';
import type { PinnedWheel } from './cuda-packages.js';
import { runProgram } from './run-program.js';
import { bindingFolder, bindingPath, type TensorflowBuild } from './tensorflow-build.js';

/** How to make it. */
export interface InstallTensorflowOptions extends LongWork {
  /** A Python with pip: path, or name on the search path. */
  readonly python: string;
  /** C++ compiler: path, or name on the search path (default: what `CXX` says, else `c++`). */
  readonly compiler?: string;
  /** The Node that tries the binding (default: this one). */
  readonly node?: string;
}

/** A temporary folder older than this was left by a run that was killed; in milliseconds. */
const LEFT_BEHIND = 24 * 60 * 60 * 1000;

/** Python is there anyhow, and unpacks members of any size without holding them in memory. */
const UNPACK = `import sys, zipfile
wheel, folder, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(tuple(prefixes))])
`;

/** Loads the binding as the backend will, which fails where a library is missing or too new. */
const TRY = 'process.stdout.write(require(process.argv[1]).TF_Version)';

/**
 * Makes a native backend in the user's cache, unless it is there and whole. It is made in a temporary folder and
 * renamed into place, so that an interrupted run leaves nothing half-made and two runs at once do no harm.
 * @param build what to make; see `tensorflowBuild`.
 * @returns whether there was anything to do.
 * @throws Error where a compiler, Python or pip is missing or fails, a file is not the one that is pinned, or the
 * binding does not load; an `AbortError` where the signal ends it. Nothing is left behind.
 */
export async function installTensorflow(
  build: TensorflowBuild,
  {
    python,
    compiler = process.env.CXX || 'c++',
    node = process.execPath,
    signal,
    onProgress,
  }: InstallTensorflowOptions,
): Promise<boolean> {
  if (isWhole(build)) return false;
  await checkCompiler(compiler);
  await mkdir(dirname(build.folder), { recursive: true });
  await sweep(dirname(build.folder));
  const folder = `${build.folder}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  const staged = { ...build, folder };
  const steps: readonly [label: string, run: () => Promise<void>][] = [
    [`download ${build.wheel.requirement}`, () => unpackWheels(staged, { python, signal })],
    ['compile the binding and its kernels', () => compile(staged, { compiler, signal })],
    ['try the binding', () => finish(staged, { node, signal })],
  ];
  try {
    await mkdir(folder);
    for (const [done, [label, run]] of steps.entries()) {
      onProgress?.({ label, done, total: steps.length, unit: 'steps' });
      await run();
    }
    await moveIntoPlace(staged, build);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  onProgress?.({ label: 'native backend', done: steps.length, total: steps.length, unit: 'steps' });
  return true;
}

/** Before anything is downloaded: without a compiler nothing can come of it. */
async function checkCompiler(compiler: string): Promise<void> {
  try {
    await runProgram(compiler, ['--version']);
  } catch (cause) {
    throw new Error(
      `installTensorflow: a C++ compiler must be there, got none named ${compiler} ` +
        '(Debian, Ubuntu: sudo apt-get install g++; macOS: xcode-select --install)',
      { cause },
    );
  }
}

/** Removes what killed runs left behind. */
async function sweep(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (!name.endsWith('.tmp') || Date.now() - (await stat(path)).mtimeMs < LEFT_BEHIND) continue;
    await rm(path, { recursive: true, force: true });
  }
}

async function unpackWheels(
  build: TensorflowBuild,
  { python, signal }: { python: string; signal: AbortSignal | undefined },
): Promise<void> {
  const { folder, wheel, libraries, cudaWheels } = build;
  const parts = ['include/', ...libraries].map((part) => `tensorflow/${part}`);
  for (const [pinned, prefixes] of [
    [wheel, parts] as const,
    ...cudaWheels.map((cuda) => [cuda, ['nvidia/']] as const),
  ]) {
    const path = await download(pinned, { python, folder, signal });
    await runProgram(python, ['-c', UNPACK, path, folder, ...prefixes], { signal });
    await rm(dirname(path), { recursive: true });
  }
}

/** Downloads a wheel into a folder of its own and checks its sum; returns its path. */
async function download(
  { requirement, sha256 }: PinnedWheel,
  { python, folder, signal }: { python: string; folder: string; signal: AbortSignal | undefined },
): Promise<string> {
  const place = join(folder, 'download');
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps'];
  // The library is the same in the wheels of all Python versions; which Python is here does not matter.
  const choice = ['--no-cache-dir', '--only-binary=:all:', '--python-version', '3.11', '--dest', place];
  await runProgram(python, [...pip, ...choice, requirement], { signal });
  const [name = ''] = await readdir(place);
  const path = join(place, name);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const sum = hash.digest('hex');
  if (sum !== sha256) {
    throw new Error(`installTensorflow: ${name} must have the SHA-256 sum ${sha256}, got ${sum}`);
  }
  return path;
}

async function compile(
  build: TensorflowBuild,
  { compiler, signal }: { compiler: string; signal: AbortSignal | undefined },
): Promise<void> {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
  await writeFile(join(bindingFolder(build), QUIET_FILE), QUIET_SOURCE);
  const commands = compileCommands(build, {
    // The GPU package has the same sources, with links that not every npm keeps.
    sources: join(folderOf('@tensorflow/tfjs-node'), 'binding'),
    kernels: fileURLToPath(new URL('../../../../src/model/backend/kernels', import.meta.url)),
    nodeHeaders: join(folderOf('node-api-headers'), 'include'),
    platform: process.platform,
  });
  for (const words of commands) await runProgram(compiler, words, { signal });
}

/** Keeps only what is needed to run, loads it once in a process of its own, and sets the mark. */
async function finish(
  build: TensorflowBuild,
  { node, signal }: { node: string; signal: AbortSignal | undefined },
): Promise<void> {
  await rm(join(bindingFolder(build), 'include'), { recursive: true });
  await rm(join(bindingFolder(build), QUIET_FILE));
  await runProgram(node, ['-e', TRY, bindingPath(build)], { signal });
  markBuild(build);
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
