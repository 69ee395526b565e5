import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readNotebook } from '../../src/jupyter/notebook.js';
import { temporaryFolder } from '../kernel/notebook-file.js';

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

for (const [name, text, message] of [
  ['no JSON', '{', /^PATH: must be complete JSON$/],
  [
    'an old notebook',
    '{"nbformat": 3, "metadata": {}, "cells": []}',
    /^readNotebook: PATH must be .*expected 4/,
  ],
  ['no cells', '{"nbformat": 4, "metadata": {}}', /^readNotebook: PATH must be .*expected array/],
] as const) {
  test(`readNotebook(path) names the file that holds ${name}`, (t) => {
    const path = join(temporaryFolder(t), 'broken.ipynb');
    writeFileSync(path, text);
    assert.throws(
      () => readNotebook(path),
      ({ message: said }: Error) => message.test(said.replace(path, 'PATH')),
    );
  });
}

test('readNotebook(path) says that there is no such file', () => {
  assert.throws(() => readNotebook('none.ipynb'), {
    message: 'none.ipynb: must be a readable JSON file, got no such file',
  });
});
