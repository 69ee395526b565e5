/** Executing notebooks without a browser, several at a time. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { NO_BARS } from '../kernel/elsewhere/watch-call.js';
import type { PictureFormat } from '../notebook/pictures/picture-page.js';
import { startPictureServer } from '../notebook/pictures/picture-server.js';
import { findJupyter, type JupyterEnvironment, KERNEL_NAME } from './find-jupyter.js';
import { readNotebook } from './notebook.js';
import { notebookFailure } from './notebook-failure.js';

/** How to run notebooks. */
export interface RunNotebooksOptions {
  /** Folder for the executed copies, made where missing. */
  outputFolder: string;
  /** Python environment to run in (default: what `findJupyter` finds). */
  environment?: JupyterEnvironment | null;
  /** Still picture that figures carry in the executed copy (default none). */
  picture?: PictureFormat | null;
  /** Notebooks that run at the same time, at least 1 (default 2). */
  concurrency?: number;
  /** Longest time for one cell, in seconds (default 600: one tunes a model eight times, some minutes on a slow machine). */
  cellTimeout?: number;
  /** Variables of the kernels beside those of this process (default none). */
  variables?: Readonly<Record<string, string>>;
  /** Called when a notebook has ended. */
  onProgress?: (run: NotebookRun) => void;
  /** Ends the run: kernels are stopped and the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

/** How one notebook's execution went. */
export interface NotebookRun {
  readonly path: string;
  /** Path of the executed copy; after a failure it holds what was reached. */
  readonly output: string;
  readonly seconds: number;
  /** Why it stopped, in one line, or `null` where every cell ran. */
  readonly failure: string | null;
}

const answer = z.union([
  z.object({ error: z.null() }),
  z.object({ error: z.string(), reason: z.string(), cell: z.number().nullable() }),
]);

/** One Python process that executes notebooks one after the other. */
interface Worker {
  execute(path: string, output: string): Promise<NotebookRun>;
  close(): Promise<void>;
}

/**
 * Executes notebooks with our kernel, each in a fresh one that runs in the notebook's own folder.
 * @returns one record a notebook, in the order of `paths`; a notebook that fails does not stop the others,
 * its record says why.
 * @throws RangeError where concurrency or cellTimeout is not a number of at least 1, or two notebooks share a
 * file name and so an executed copy.
 * @throws Error where no environment with Jupyter is there, pictures are asked for and no Chromium is there,
 * Jupyter itself breaks down, or `signal` aborts.
 */
export async function runNotebooks(
  paths: readonly string[],
  {
    outputFolder,
    environment = findJupyter(),
    picture = null,
    concurrency = 2,
    cellTimeout = 600,
    variables: own = {},
    onProgress,
    signal,
  }: RunNotebooksOptions,
): Promise<NotebookRun[]> {
  checkAtLeastOne('concurrency', concurrency);
  checkAtLeastOne('cellTimeout', cellTimeout);
  const names = paths.map((path) => basename(path));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new RangeError(`runNotebooks: paths must differ in their file names, got ${twice} twice`);
  }
  if (environment === null) {
    throw new Error('runNotebooks: Jupyter with our kernel must be installed, got none; run: npm run setup');
  }
  signal?.throwIfAborted();
  mkdirSync(outputFolder, { recursive: true });
  const runs = new Map<string, NotebookRun>();
  const waiting = [...paths];
  const pictures = picture === null ? null : await startPictureServer();
  const variables = {
    [NO_BARS]: '1',
    ...own,
    LINGTUNE_STATIC: picture ?? '',
    LINGTUNE_PICTURE_SERVER: pictures?.url ?? '',
  };
  const work = async (): Promise<void> => {
    const worker = startWorker(environment, { variables, cellTimeout, ...(signal && { signal }) });
    try {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const run = await worker.execute(path, join(outputFolder, basename(path)));
        runs.set(path, run);
        onProgress?.(run);
      }
    } finally {
      waiting.length = 0;
      await worker.close();
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, paths.length) }, work);
  // Wait for all before the first failure is thrown, so that no kernel outlives this call.
  const results = await Promise.allSettled(workers);
  await pictures?.close();
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
  }
  return paths.flatMap((path) => runs.get(path) ?? []);
}

function checkAtLeastOne(name: string, value: number): void {
  if (!(value >= 1 && Number.isFinite(value))) {
    throw new RangeError(`runNotebooks: ${name} must be a number of at least 1, got ${value}`);
  }
}

function startWorker(
  { python }: JupyterEnvironment,
  {
    variables,
    cellTimeout,
    signal,
  }: { variables: Record<string, string>; cellTimeout: number; signal?: AbortSignal },
): Worker {
  const program = fileURLToPath(new URL('../../../src/jupyter/notebook-worker.py', import.meta.url));
  const child = spawn(python, [program], {
    env: { ...process.env, ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors = (errors + chunk).slice(-10_000);
  });
  // A request to a process that has ended shows as a missing answer, which is reported below.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').catch((error: unknown) => {
    errors += String(error);
  });
  const kill = (): boolean => child.kill();
  signal?.addEventListener('abort', kill, { once: true });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async execute(path: string, output: string): Promise<NotebookRun> {
      const started = performance.now();
      const request = { source: resolve(path), target: resolve(output), kernel: KERNEL_NAME };
      child.stdin.write(`${JSON.stringify({ ...request, timeout: cellTimeout })}\n`);
      const line = await answers.next();
      signal?.throwIfAborted();
      if (line.done) {
        await ended;
        const lines = errors.trimEnd().split('\n');
        throw new Error(`runNotebooks: Jupyter broke down at ${path}: ${lines.at(-1)}`);
      }
      const seconds = (performance.now() - started) / 1000;
      const stop = answer.parse(JSON.parse(line.value));
      const failure = stop.error === null ? null : notebookFailure(readNotebook(output), stop);
      return { path, output, seconds, failure };
    },
    async close(): Promise<void> {
      child.stdin.end();
      await ended;
      signal?.removeEventListener('abort', kill);
    },
  };
}
