import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NotebookOutput } from '../../src/jupyter/notebook.js';
import { notebookFailure } from '../../src/jupyter/notebook-failure.js';

const stderr = (text: string): NotebookOutput => ({ output_type: 'stream', name: 'stderr', text });

/** A notebook of one markdown and two code cells, the second of which has the outputs. */
const stopped = (outputs: readonly NotebookOutput[], error: string, cell: number | null): string => {
  const code = { id: null, cell_type: 'code' as const, source: '', tags: [], outputs: [] };
  const cells = [{ ...code, cell_type: 'markdown' as const }, code, { ...code, outputs }];
  return notebookFailure({ kernel: 'lingtune', cells }, { error, reason: 'first line\nsecond', cell });
};

const CASES: readonly [name: string, outputs: readonly NotebookOutput[], error: string, expected: string][] =
  [
    [
      'an error output',
      [{ output_type: 'error', ename: 'RangeError', evalue: 'kmeans: no' }],
      'CellExecutionError',
      'code cell 2: RangeError: kmeans: no',
    ],
    [
      'an exception on standard error, past the code that Node quotes',
      [stderr('evalmachine.<anonymous>:2\nthrow new RangeError("no")\n^\n\nRangeError: no\n    at x')],
      'CellExecutionError',
      'code cell 2: RangeError: no',
    ],
    [
      'a plain Error on standard error',
      [stderr('file:///dist/csv.js:67\n  throw new Error(`no`);\n  ^\n\nError: runs.csv: no\n    at x')],
      'CellExecutionError',
      'code cell 2: Error: runs.csv: no',
    ],
    [
      'a failed assertion',
      [stderr('node:assert:1\n\nAssertionError [ERR_ASSERTION]: 1 is not 2\n')],
      'CellExecutionError',
      'code cell 2: AssertionError [ERR_ASSERTION]: 1 is not 2',
    ],
    [
      'a compile error in colour, after other messages',
      [stderr('a warning\n'), stderr("\u001b[31m1:7 - Type 'number' is not a 'string'.\u001b[0m\n")],
      'CellExecutionError',
      "code cell 2: 1:7 - Type 'number' is not a 'string'.",
    ],
    [
      'a cell that says nothing',
      [{ output_type: 'stream', name: 'stdout', text: 'Error: not this' }],
      'CellExecutionError',
      'code cell 2: first line',
    ],
    [
      'a cell that took too long',
      [stderr('Error: interrupted')],
      'CellTimeoutError',
      'code cell 2: first line',
    ],
  ];

for (const [name, outputs, error, expected] of CASES) {
  test(`notebookFailure(notebook, stop) tells of ${name}`, () => {
    assert.equal(stopped(outputs, error, 2), expected);
  });
}

test('notebookFailure(notebook, stop) tells of a kernel that did not start', () => {
  assert.equal(stopped([], 'NoSuchKernel', null), 'first line');
});

test('notebookFailure(notebook, stop) falls back on the class of an exception without words', () => {
  const stop = { error: 'DeadKernelError', reason: '', cell: null };
  assert.equal(notebookFailure({ kernel: null, cells: [] }, stop), 'DeadKernelError');
});
