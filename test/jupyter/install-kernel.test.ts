import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findJupyter } from '../../src/jupyter/find-jupyter.js';
import { installKernel, kernelFile, uninstallKernel } from '../../src/jupyter/install-kernel.js';
import { kernelSpec } from '../../src/jupyter/kernel-spec.js';
import { temporaryFolder } from '../kernel/notebook-file.js';
import { run } from '../run-command.js';

test('installKernel({ prefix }) writes kernel.json, and uninstallKernel({ prefix }) removes it', (t) => {
  const prefix = temporaryFolder(t);
  const path = installKernel({ prefix });
  assert.equal(path, join(prefix, 'share/jupyter/kernels/lingtune/kernel.json'));
  assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), kernelSpec());
  assert.equal(uninstallKernel({ prefix }), join(prefix, 'share/jupyter/kernels/lingtune'));
  assert.equal(existsSync(path), false);
  assert.equal(uninstallKernel({ prefix }), null);
});

test('kernelFile({ python }) is in the environment of the Python, where the set-up wrote the same', () => {
  const environment = findJupyter();
  assert.ok(environment !== null, 'Jupyter is missing; run: npm run setup');
  const path = kernelFile({ python: environment.python });
  assert.equal(path, join(environment.prefix, 'share/jupyter/kernels/lingtune/kernel.json'));
  assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), kernelSpec());
});

test('kernelFile({ python }) says what to do where there is no Jupyter', () => {
  assert.throws(() => kernelFile({ python: '/no/python' }), {
    message:
      'kernelFile: python must be a Python with Jupyter, got /no/python: it cannot be run; pip install jupyterlab, or name one by --python',
  });
});

test('main(kernel doctor) starts the kernel, and ends with 1 where its kernel.json is missing', async (t) => {
  const { code, out, errors } = await run('kernel', 'doctor', '--prefix', temporaryFolder(t));
  assert.equal(code, 1);
  assert.match(
    out,
    /^✗ kernel\.json .*is missing; lingtune kernel install writes it\n✓ tslab .*TypeScript 5\.0\.4\n✓ kernel .*answers after/,
  );
  assert.equal(errors, 'lingtune: kernel doctor: not in order: kernel.json');
});
