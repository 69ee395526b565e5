/** Notebooks executed for real, by the Python environment that the set-up made. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type NotebookRun, runNotebooks } from '../../src/jupyter/run-notebooks.js';
import { findChromium } from '../../src/notebook/pictures/find-chromium.js';
import { temporaryFolder, writeNotebook } from '../kernel/notebook-file.js';

test('runNotebooks(paths, options) saves executed copies, tells progress, and goes on after a failure', async (t) => {
  const folder = temporaryFolder(t);
  const outputFolder = join(folder, 'out');
  const paths = [
    writeNotebook(folder, 'good.ipynb', [
      'const x: number = 20;',
      'console.log(x + 1);\nconsole.log(process.cwd());',
    ]),
    writeNotebook(folder, 'throws.ipynb', ['1;', 'throw new RangeError("f: no");', '3;']),
    writeNotebook(folder, 'mistyped.ipynb', ['const x: string = 1;']),
    writeNotebook(folder, 'ends.ipynb', ['process.abort();']),
    writeNotebook(folder, 'hangs.ipynb', ['while (true);']),
  ];
  const progress: NotebookRun[] = [];
  const runs = await runNotebooks(paths, {
    outputFolder,
    cellTimeout: 3,
    onProgress: (run) => progress.push(run),
  });
  assert.deepEqual(
    runs.map(({ path, failure }) => [path, failure]),
    [
      [paths[0], null],
      [paths[1], 'code cell 2: RangeError: f: no'],
      [paths[2], "code cell 1: TypeScriptError: 1:7 - Type 'number' is not assignable to type 'string'."],
      [paths[3], 'code cell 1: Kernel died'],
      [paths[4], 'code cell 1: A cell timed out while it was being executed, after 3 seconds.'],
    ],
  );
  assert.ok(runs.every(({ seconds }) => seconds > 0 && seconds < 60));
  assert.deepEqual(new Set(progress), new Set(runs));
  assert.deepEqual(readdirSync(outputFolder), runs.map(({ path }) => path.slice(folder.length + 1)).sort());
  const saved = readFileSync(join(outputFolder, 'good.ipynb'), 'utf8');
  const { cells, metadata } = JSON.parse(saved);
  assert.deepEqual(cells[1].outputs, [
    { name: 'stdout', output_type: 'stream', text: ['21\n', `${folder}\n`] },
  ]);
  assert.deepEqual([cells[0].metadata, cells[1].execution_count], [{}, 2]);
  assert.equal('version' in metadata.language_info, false);
  assert.ok(saved.startsWith('{\n "cells": [\n') && saved.endsWith('}\n'));
});

test('runNotebooks(paths, { picture }) tells the notebooks which pictures their figures carry', {
  skip: findChromium() === null && process.env.CI === undefined && 'no Chromium found',
}, async (t) => {
  const folder = temporaryFolder(t);
  const path = writeNotebook(folder, 'asks.ipynb', ['console.log(process.env.LINGTUNE_STATIC);']);
  const [run] = await runNotebooks([path], { outputFolder: join(folder, 'out'), picture: 'svg' });
  const { cells } = JSON.parse(readFileSync(run?.output ?? '', 'utf8'));
  assert.deepEqual(cells[0].outputs, [{ name: 'stdout', output_type: 'stream', text: ['svg\n'] }]);
});

test('runNotebooks(paths, options) gives the same bytes for the same notebook', async (t) => {
  const folder = temporaryFolder(t);
  const path = writeNotebook(folder, 'same.ipynb', ['console.log("a");', '({ b: [1, 0.1, 1e-7] })']);
  const read = async (name: string): Promise<string> => {
    const [run] = await runNotebooks([path], { outputFolder: join(folder, name) });
    assert.equal(run?.failure, null);
    return readFileSync(join(folder, name, 'same.ipynb'), 'utf8');
  };
  assert.equal(await read('first'), await read('second'));
});

test('runNotebooks(paths, options) stops its kernels when the signal aborts', async (t) => {
  const folder = temporaryFolder(t);
  const path = writeNotebook(folder, 'waits.ipynb', [
    'import { writeFileSync } from "node:fs"; writeFileSync("pid", String(process.pid));',
    'await new Promise((resolve) => setTimeout(resolve, 60_000));',
  ]);
  const controller = new AbortController();
  const running = runNotebooks([path], { outputFolder: join(folder, 'out'), signal: controller.signal });
  const rejected = assert.rejects(running, { message: 'enough' });
  while (!readdirSync(folder).includes('pid')) await new Promise((resolve) => setTimeout(resolve, 50));
  controller.abort(new Error('enough'));
  await rejected;
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});

test('runNotebooks(paths, options) without paths runs nothing', async (t) => {
  assert.deepEqual(await runNotebooks([], { outputFolder: temporaryFolder(t) }), []);
});

const REFUSED: readonly [name: string, options: object, paths: readonly string[], message: string][] = [
  [
    'a concurrency below 1',
    { concurrency: 0 },
    ['a.ipynb'],
    'runNotebooks: concurrency must be a number of at least 1, got 0',
  ],
  [
    'an endless time limit',
    { cellTimeout: Infinity },
    ['a.ipynb'],
    'runNotebooks: cellTimeout must be a number of at least 1, got Infinity',
  ],
  [
    'two notebooks of one name',
    {},
    ['x/a.ipynb', 'y/a.ipynb'],
    'runNotebooks: paths must differ in their file names, got a.ipynb twice',
  ],
  [
    'a missing environment',
    { environment: null },
    ['a.ipynb'],
    'runNotebooks: Jupyter with our kernel must be installed, got none; run: npm run setup',
  ],
];

for (const [name, options, paths, message] of REFUSED) {
  test(`runNotebooks(paths, options) refuses ${name}`, async (t) => {
    await assert.rejects(runNotebooks(paths, { outputFolder: temporaryFolder(t), ...options }), { message });
  });
}

test('runNotebooks(paths, options) says what broke where Jupyter itself does not run', async (t) => {
  const folder = temporaryFolder(t);
  const path = writeNotebook(folder, 'a.ipynb', ['1']);
  const outputFolder = join(folder, 'out');
  const missing = { prefix: folder, python: join(folder, 'python') };
  await assert.rejects(runNotebooks([path], { outputFolder, environment: missing }), {
    message: `runNotebooks: Jupyter broke down at ${path}: Error: spawn ${missing.python} ENOENT`,
  });
  await assert.rejects(runNotebooks([join(folder, 'none.ipynb')], { outputFolder }), {
    message: /^runNotebooks: Jupyter broke down at .*none\.ipynb: FileNotFoundError: /,
  });
});

test('runNotebooks(paths, options) does not start where the signal has aborted before', async (t) => {
  const signal = AbortSignal.abort(new Error('too late'));
  await assert.rejects(runNotebooks(['a.ipynb'], { outputFolder: temporaryFolder(t), signal }), {
    message: 'too late',
  });
});
