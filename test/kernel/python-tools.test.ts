/** Python's own tools see what went wrong in a cell. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { findJupyter } from '../../src/jupyter/find-jupyter.js';
import { repositoryFile } from '../repository.js';
import { temporaryFolder, writeNotebook } from './notebook-file.js';

function python(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const environment = findJupyter();
  assert.ok(environment !== null, 'Jupyter is missing; run: npm run setup');
  return spawnSync(environment.python, args, { encoding: 'utf8', timeout: 600_000 });
}

test("nbclient's CellExecutionError carries ename, evalue and a traceback that points into the cell", (t) => {
  const path = writeNotebook(temporaryFolder(t), 'a.ipynb', ['1', "throw new RangeError('f: no');"]);
  const { stdout, stderr } = python(repositoryFile('test/kernel/nbclient_error.py'), path);
  assert.notEqual(stdout, '', stderr);
  const { ename, evalue, traceback } = JSON.parse(stdout);
  assert.deepEqual([ename, evalue], ['RangeError', 'f: no']);
  assert.match(traceback, /RangeError[\s\S]*In\[2\], line 1, column 7[\s\S]*\^\^\^/);
});

test('nbval sees a broken cell, and passes one that is whole', (t) => {
  const path = writeNotebook(temporaryFolder(t), 'a.ipynb', [
    '1 + 1',
    'const x: string = 1;',
    "throw new Error('no');",
  ]);
  const notebook = JSON.parse(readFileSync(path, 'utf8'));
  const result = {
    output_type: 'execute_result',
    execution_count: 1,
    metadata: {},
    data: { 'text/plain': '2' },
  };
  Object.assign(notebook.cells[0], { execution_count: 1, outputs: [result] });
  writeFileSync(path, JSON.stringify(notebook));
  const { stdout, status } = python('-m', 'pytest', '--nbval', '-p', 'no:cacheprovider', path);
  assert.equal(status, 1, stdout);
  assert.match(stdout, /2 failed, 1 passed/);
});
