/** Running the compiler over the binding and our operations: the system's, or the one that is downloaded. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LongWork } from '../records/long-work.js';
import { compileCommands, QUIET_FILE, QUIET_SOURCE } from './compile-commands.js';
import { runProgram } from './run-program.js';
import { bindingFolder, type TensorflowBuild } from './tensorflow-build.js';
import { zigCommands, zigProgram } from './zig-compiler.js';

/** What to compile with. */
export interface CompileBuildOptions extends LongWork {
  /** The system's compiler: path, or name on the search path; `null` for the downloaded one. */
  readonly compiler: string | null;
  /** Folder that the downloaded compiler was unpacked into, and for what it makes on the way. */
  readonly zig: string;
}

/** Compiles what the build needs, which has the wheel's headers and libraries, into its folder. */
export async function compileBuild(
  build: TensorflowBuild,
  { compiler, zig, signal, onProgress }: CompileBuildOptions,
): Promise<void> {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
  await writeFile(join(bindingFolder(build), QUIET_FILE), QUIET_SOURCE);
  const commands = compileCommands(build, {
    // The GPU package has the same sources, with links that not every npm keeps.
    sources: join(folderOf('@tensorflow/tfjs-node'), 'binding'),
    kernels: fileURLToPath(new URL('../../../src/backend/kernels', import.meta.url)),
    nodeHeaders: join(folderOf('node-api-headers'), 'include'),
    platform: process.platform,
  });
  if (compiler !== null) {
    await runAll(commands, {
      program: compiler,
      atOnce: 1,
      from: 0,
      total: commands.length,
      signal,
      onProgress,
    });
    return;
  }
  const objects = join(zig, 'objects');
  await mkdir(objects);
  await chmod(zigProgram(zig), 0o755); // Python's zipfile leaves that out.
  const { compile, link } = zigCommands(commands, { folder: zig, objects, arch: process.arch });
  const cache = join(zig, 'cache');
  const tools = {
    program: zigProgram(zig),
    env: { ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache },
    total: compile.length + link.length,
    signal,
    onProgress,
  };
  await runAll(compile, { ...tools, atOnce: availableParallelism(), from: 0 });
  await runAll(link, { ...tools, atOnce: 1, from: compile.length });
}

/** How to run a compiler several times. */
interface Runs extends LongWork {
  readonly program: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly atOnce: number;
  /** Runs before these, and in all. */
  readonly from: number;
  readonly total: number;
}

/** The first that fails ends the others; none runs any more when this returns or throws. */
async function runAll(
  commands: readonly (readonly string[])[],
  { program, env = {}, atOnce, from, total, signal, onProgress }: Runs,
): Promise<void> {
  const failure = new AbortController();
  const either = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]);
  let done = from;
  const tell = (): void =>
    onProgress?.({ label: 'compile the binding and its kernels', done, total, unit: 'steps' });
  tell();
  const queue = [...commands];
  const work = async (): Promise<void> => {
    for (let words = queue.shift(); words !== undefined; words = queue.shift()) {
      await runProgram(program, words, { signal: either, env });
      done += 1;
      tell();
    }
  };
  const workers = Array.from({ length: atOnce }, () =>
    work().catch((error) => {
      failure.abort();
      throw error;
    }),
  );
  const ended = await Promise.allSettled(workers);
  const failed = ended.find(
    (end) => end.status === 'rejected' && (signal?.aborted === true || end.reason?.name !== 'AbortError'),
  );
  if (failed?.status === 'rejected') throw failed.reason;
}
