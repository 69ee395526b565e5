import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Name of our kernel among Jupyter's kernels; scripts/setup.mjs installs it. */
export const KERNEL_NAME = 'lingtune';

/** A Python environment that holds JupyterLab and our kernel. */
export interface JupyterEnvironment {
  /** The environment's folder. */
  readonly prefix: string;
  /** Path of its Python. */
  readonly python: string;
}

/** Where to look. */
export interface FindJupyterOptions {
  /** Folder of the active conda environment (default: what `CONDA_PREFIX` says). */
  conda?: string;
  /** Folder of the active virtual environment (default: what `VIRTUAL_ENV` says). */
  venv?: string;
  /** Folder that may hold `.venv` (default: the package's own). */
  root?: string;
}

/**
 * Finds the Python environment that the set-up prepared: the active conda or virtual environment where it
 * holds our kernel, else `.venv` beside package.json.
 * @returns `null` where neither is there.
 */
export function findJupyter({
  conda = process.env.CONDA_PREFIX ?? '',
  venv = process.env.VIRTUAL_ENV ?? '',
  root = fileURLToPath(new URL('../../..', import.meta.url)),
}: FindJupyterOptions = {}): JupyterEnvironment | null {
  const isWindows = process.platform === 'win32';
  const program = isWindows ? 'Scripts/python.exe' : 'bin/python';
  const candidates = [
    { prefix: conda, program: isWindows ? 'python.exe' : 'bin/python' },
    { prefix: venv, program },
    { prefix: join(root, '.venv'), program },
  ];
  for (const { prefix, program: name } of candidates) {
    const python = join(prefix, name);
    const kernel = join(prefix, 'share', 'jupyter', 'kernels', KERNEL_NAME, 'kernel.json');
    if (prefix !== '' && existsSync(python) && existsSync(kernel)) return { prefix, python };
  }
  return null;
}
