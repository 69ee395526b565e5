/** One notebook run from outside, with parameters. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { writeFileAtomic } from '../base/files/atomic-file.js';
import { makeOutputFolder } from '../base/files/check-output-folder.js';
import { findJupyter, type JupyterEnvironment } from './find-jupyter.js';
import { readNotebook } from './notebook.js';
import { runNotebooks } from './run-notebooks.js';

/** How to run a notebook. */
export interface RunNotebookOptions {
  /** File for the executed copy (default: `<name>.executed.ipynb` beside the notebook). */
  readonly output?: string | undefined;
  /** What `parameters` of the notebook is to be told (default: nothing). */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Longest time for one cell, in seconds (default: a week). */
  readonly cellTimeout?: number | undefined;
  /** Python environment with Jupyter and our kernel (default: what `findJupyter` finds). */
  readonly environment?: JupyterEnvironment | null | undefined;
  /** Ends the run (default: never). */
  readonly signal?: AbortSignal | undefined;
}

const WEEK = 7 * 24 * 3600;

/**
 * Executes a notebook in its own folder and keeps the copy, of a run that fails too, as far as it came.
 * @returns path of the copy, seconds that it took, and why it stopped, or `null` where every cell ran.
 * @throws RangeError where parameters are given and no cell asks for them; Error where the copy cannot be written; what
 * `readNotebook` and `runNotebooks` throw.
 */
export async function runNotebook(
  path: string,
  {
    output = `${path.slice(0, -extname(path).length)}.executed.ipynb`,
    parameters = {},
    cellTimeout = WEEK,
    environment = findJupyter(),
    signal,
  }: RunNotebookOptions = {},
): Promise<{ output: string; seconds: number; failure: string | null }> {
  const { cells } = readNotebook(path);
  const asks = cells.some(
    ({ cell_type, source }) => cell_type === 'code' && /\bparameters\s*\(/.test(source),
  );
  if (Object.keys(parameters).length > 0 && !asks) {
    throw new RangeError(
      `runNotebook: ${path} must call parameters() where parameters are given, got ${JSON.stringify(parameters)}`,
    );
  }
  const outputFolder = dirname(resolve(output));
  makeOutputFolder(`runNotebook: place of ${basename(output)}`, outputFolder);
  const folder = mkdtempSync(join(outputFolder, '.lingtune-run-'));
  try {
    const [run] = await runNotebooks([path], {
      outputFolder: folder,
      environment,
      cellTimeout,
      variables: { LINGTUNE_PARAMETERS: JSON.stringify(parameters) },
      ...(signal && { signal }),
    });
    if (run === undefined) throw new Error(`runNotebook: ${path} must be run, got no outcome`);
    writeFileAtomic(output, readFileSync(join(folder, basename(path))));
    return { output, seconds: run.seconds, failure: run.failure };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
