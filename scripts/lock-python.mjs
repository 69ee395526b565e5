/**
 * Makes requirements.txt anew from requirements.in: every Python package that JupyterLab and the rest need, exact, with
 * the hashes of its files, for every Python from the oldest that we support and for every system. It asks PyPI, by uv.
 *
 *     npm run lock-python
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const UV = 'uv==0.13.9';
const OLDEST_PYTHON = '3.10';

const root = fileURLToPath(new URL('..', import.meta.url));
const onWindows = process.platform === 'win32';
const python = join(root, '.venv', ...(onWindows ? ['Scripts', 'python.exe'] : ['bin', 'python']));
const tools = join(root, 'out', 'uv');

function run(program, words) {
  const { status } = spawnSync(program, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    console.error(`lock-python: ${program} must end well, got ${status} (npm run setup makes .venv)`);
    process.exit(1);
  }
}

rmSync(tools, { recursive: true, force: true });
run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', tools, UV]);
run(join(tools, 'bin', onWindows ? 'uv.exe' : 'uv'), [
  ...['pip', 'compile', '--quiet', '--universal', '--python-version', OLDEST_PYTHON, '--generate-hashes'],
  ...['--no-annotate', '--upgrade', '--custom-compile-command', 'npm run lock-python'],
  ...['requirements.in', '--output-file', 'requirements.txt'],
]);
