import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readNotebook } from '../../src/kernel/notebook.js';
import { temporaryFolder } from './notebook-file.js';

test('readNotebook(path) joins lines of text, and leaves JSON representations alone', (t) => {
  const path = join(temporaryFolder(t), 'a.ipynb');
  const outputs = [
    { output_type: 'stream', name: 'stdout', text: ['a\n', 'b'] },
    {
      output_type: 'display_data',
      metadata: {},
      data: { 'text/plain': ['c\n', 'd'], 'application/json': ['e', 'f'] },
    },
    { output_type: 'error', ename: 'RangeError', evalue: 'g', traceback: [] },
  ];
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: '# Title' },
    { id: 'x', cell_type: 'code', metadata: { tags: ['slow'] }, source: ['1;\n', '2'], outputs },
  ];
  writeFileSync(path, JSON.stringify({ nbformat: 4, metadata: { kernelspec: { name: 'k' } }, cells }));
  assert.deepEqual(readNotebook(path), {
    kernel: 'k',
    cells: [
      { id: null, cell_type: 'markdown', source: '# Title', tags: [], outputs: [] },
      {
        id: 'x',
        cell_type: 'code',
        source: '1;\n2',
        tags: ['slow'],
        outputs: [
          { output_type: 'stream', name: 'stdout', text: 'a\nb' },
          {
            output_type: 'display_data',
            data: { 'text/plain': 'c\nd', 'application/json': ['e', 'f'] },
          },
          { output_type: 'error', ename: 'RangeError', evalue: 'g' },
        ],
      },
    ],
  });
});

const BROKEN: readonly [name: string, text: string, said: RegExp][] = [
  ['no JSON', '{', /SyntaxError/],
  ['an old notebook', '{"nbformat": 3, "metadata": {}, "cells": []}', /expected 4/],
  ['no cells', '{"nbformat": 4, "metadata": {}}', /expected array/],
];

for (const [name, text, said] of BROKEN) {
  test(`readNotebook(path) names the file that holds ${name}`, (t) => {
    const path = join(temporaryFolder(t), 'broken.ipynb');
    writeFileSync(path, text);
    assert.throws(
      () => readNotebook(path),
      (error: Error) => error.message.startsWith(`readNotebook: ${path} must be`) && said.test(error.message),
    );
  });
}
