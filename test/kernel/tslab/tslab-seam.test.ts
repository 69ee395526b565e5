import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { loadTslab } from '../../../src/kernel/tslab/tslab-seam.js';

const load = createRequire(import.meta.url);

test('loadTslab() gives the compiler and the executor of the pinned tslab', () => {
  const { createExecutor, createConverter, isCompleteCode, compiler } = loadTslab();
  assert.deepEqual(
    [typeof createExecutor, typeof createConverter, compiler.version],
    ['function', 'function', '5.0.4'],
  );
  assert.equal(load('vm'), load('node:vm'), "Node's own module is in its place again");
  assert.deepEqual([isCompleteCode('1').completed, isCompleteCode('f(').completed], [true, false]);
});

for (const [name, replaced, message] of [
  [
    'another version',
    { 'tslab/package.json': { version: '2.0.0' } },
    'loadTslab: tslab must be of version 1.0.22, got 2.0.0; npm ci, or npm install lingtune, brings it',
  ],
  [
    'an executor that is gone',
    { 'tslab/dist/executor.js': {} },
    'loadTslab: tslab/dist/executor.js must have createExecutor, got undefined; its files are damaged: npm ci mends them',
  ],
  [
    'a display that is gone',
    { 'tslab/dist/jupyter.js': {} },
    'loadTslab: tslab/dist/jupyter.js must have lastWriteDisplayData, got none',
  ],
] as const) {
  test(`loadTslab(load) says what to do about ${name}`, () => {
    const stub: Readonly<Record<string, unknown>> = replaced;
    assert.throws(() => loadTslab((path) => stub[path] ?? load(path)), { message });
  });
}
