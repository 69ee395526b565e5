/** A Python with `huggingface_hub`, where there is one to compare with. */
import { execFileSync } from 'node:child_process';
import { repositoryFile } from '../../repository.js';

/** Path of its program, or `undefined` where none was found. */
export const HUB_PYTHON: string | undefined = [
  '/tmp/ref/bin/python',
  repositoryFile('.venv/bin/python'),
].find((path) => {
  try {
    execFileSync(path, ['-c', 'import huggingface_hub'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** Why a test is skipped, or `false`. */
export const NO_HUB_PYTHON: string | false =
  HUB_PYTHON === undefined ? 'no Python with huggingface_hub was found' : false;
