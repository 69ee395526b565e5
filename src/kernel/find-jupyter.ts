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
  /** Folder that may hold `.venv` (default: the package's own). */
  root?: string;
}

/**
 * Finds the Python environment that the set-up prepared: the active conda environment where it holds our
 * kernel, else `.venv` beside package.json.
 * @returns `null` where neither is there.
 */
export function findJupyter({
  conda = process.env.CONDA_PREFIX ?? '',
  root = fileURLToPath(new URL('../../..', import.meta.url)),
}: FindJupyterOptions = {}): JupyterEnvironment | null {
  const candidates = [
    { prefix: conda, program: process.platform === 'win32' ? 'python.exe' : 'bin/python' },
    {
      prefix: join(root, '.venv'),
      program: process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python',
    },
  ];
  for (const { prefix, program } of candidates) {
    const python = join(prefix, program);
    const kernel = join(prefix, 'share', 'jupyter', 'kernels', KERNEL_NAME, 'kernel.json');
    if (prefix !== '' && existsSync(python) && existsSync(kernel)) return { prefix, python };
  }
  return null;
}
