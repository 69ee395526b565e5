/** Making our kernel known to a Jupyter, and unknown again. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { writeFileWithFolder } from '../base/files/atomic-file.js';
import { findJupyter, KERNEL_NAME } from './find-jupyter.js';
import { kernelSpec } from './kernel-spec.js';

/** For which Jupyter a kernel is installed. */
export interface KernelInstallOptions {
  /** Python that has Jupyter (default: the one that the set-up prepared, else `python3` of the search path). */
  readonly python?: string | undefined;
  /** Folder below which `share/jupyter` lies (default: the Python's environment where it has one, else the user's). */
  readonly prefix?: string | undefined;
  /** Whether every Jupyter of the user is to know it (default: no). */
  readonly user?: boolean | undefined;
}

/** Asks a Python with Jupyter for its folders. */
const PROBE = `import json, sys
from jupyter_core.paths import jupyter_data_dir
isolated = sys.prefix != sys.base_prefix or __import__("os").path.exists(sys.prefix + "/conda-meta")
print(json.dumps({"prefix": sys.prefix if isolated else None, "data": jupyter_data_dir()}))`;

/**
 * Writes our kernel.json where a Jupyter looks for it.
 * @returns its path.
 * @throws Error where no Python with Jupyter is found, or the file cannot be written.
 */
export function installKernel(options: KernelInstallOptions = {}): string {
  const path = kernelFile(options);
  writeFileWithFolder(path, `${JSON.stringify(kernelSpec(), null, 1)}\n`);
  return path;
}

/**
 * Removes what `installKernel` wrote.
 * @returns path of the folder that is gone, or `null` where there was none.
 */
export function uninstallKernel(options: KernelInstallOptions = {}): string | null {
  const folder = dirname(kernelFile(options));
  if (!existsSync(folder)) return null;
  rmSync(folder, { recursive: true });
  return folder;
}

/** Path of kernel.json at a place, whether it is there or not. @throws Error where no Python with Jupyter is found. */
export function kernelFile({ python, prefix, user = false }: KernelInstallOptions): string {
  const file = join('kernels', KERNEL_NAME, 'kernel.json');
  if (prefix !== undefined) return join(prefix, 'share', 'jupyter', file);
  const program = python ?? findJupyter()?.python ?? defaultPython();
  const { status, stdout, error } = spawnSync(program, ['-c', PROBE], { encoding: 'utf8' });
  if (status !== 0) {
    const reason = error === undefined ? 'it has no Jupyter' : 'it cannot be run';
    throw new Error(
      `kernelFile: python must be a Python with Jupyter, got ${program}: ${reason}; pip install jupyterlab, or name one by --python`,
    );
  }
  const { prefix: own, data } = JSON.parse(stdout) as { prefix: string | null; data: string };
  return user || own === null ? join(data, file) : join(own, 'share', 'jupyter', file);
}

/** The Python of an active environment, else the search path's. */
function defaultPython(): string {
  const isWindows = process.platform === 'win32';
  const name = isWindows ? 'python.exe' : 'python3';
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;
}
