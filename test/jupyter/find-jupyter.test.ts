import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findJupyter } from '../../src/jupyter/find-jupyter.js';
import { temporaryFolder } from '../kernel/notebook-file.js';

function makeEnvironment(prefix: string, { kernel = true }: { kernel?: boolean } = {}): void {
  const files = ['bin/python', ...(kernel ? ['share/jupyter/kernels/lingtune/kernel.json'] : [])];
  for (const file of files) {
    mkdirSync(dirname(join(prefix, file)), { recursive: true });
    writeFileSync(join(prefix, file), '');
  }
}

test('findJupyter() prefers the active conda environment, where it holds our kernel', (t) => {
  const folder = temporaryFolder(t);
  const conda = join(folder, 'conda');
  makeEnvironment(join(folder, '.venv'));
  makeEnvironment(conda);
  assert.deepEqual(findJupyter({ conda, root: folder }), {
    prefix: conda,
    python: join(conda, 'bin/python'),
  });
});

test('findJupyter() takes .venv where the conda environment lacks our kernel', (t) => {
  const folder = temporaryFolder(t);
  const conda = join(folder, 'conda');
  makeEnvironment(join(folder, '.venv'));
  makeEnvironment(conda, { kernel: false });
  assert.equal(findJupyter({ conda, root: folder })?.prefix, join(folder, '.venv'));
});

test('findJupyter() is null where no environment holds our kernel', (t) => {
  const folder = temporaryFolder(t);
  makeEnvironment(join(folder, '.venv'), { kernel: false });
  assert.equal(findJupyter({ conda: '', root: folder }), null);
});
