import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { findJupyter } from '../../../src/jupyter/find-jupyter.js';
import { repositoryFile } from '../../repository.js';

/** Tests of the suite that ask for what only some kernels have: a pager, and a greeting on iopub. */
const NOT_APPLICABLE = ['test_pager', 'test_recv_iopub_welcome_msg'];

test("the kernel passes every applicable test of Jupyter's own conformance suite", {
  timeout: 600_000,
}, () => {
  const environment = findJupyter();
  assert.ok(environment !== null, 'Jupyter is missing; run: npm run setup');
  const { stderr, status } = spawnSync(
    environment.python,
    [repositoryFile('test/kernel/session/conformance.py')],
    // Cells find the package from here.
    { cwd: repositoryFile('notebooks'), encoding: 'utf8' },
  );
  const outcomes = [...stderr.matchAll(/^(test_\w+) .*?\.\.\. (\w+)/gms)].map(([, name, how]) => [name, how]);
  assert.equal(status, 0, stderr);
  const skipped = outcomes.filter(([, how]) => how === 'skipped').map(([name]) => name);
  assert.deepEqual(
    skipped.filter((name) => !NOT_APPLICABLE.includes(String(name))),
    [],
    stderr,
  );
  assert.equal(outcomes.filter(([, how]) => how === 'ok').length, 11, stderr);
});
