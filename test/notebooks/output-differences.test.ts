import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Notebook, NotebookOutput } from '../../src/jupyter/notebook.js';
import { outputDifferences } from './output-differences.js';

const notebook = (...outputs: NotebookOutput[]): Notebook => ({
  kernel: 'lingtune',
  cells: [{ id: 'a', cell_type: 'code', source: '', tags: [], outputs }],
});

const stream = (text: string, name = 'stdout'): NotebookOutput => ({ output_type: 'stream', name, text });

const shown = (mime: string, value: unknown): NotebookOutput => ({
  output_type: 'display_data',
  data: { [mime]: value },
});

/** The first 24 bytes of a PNG file of this size, and something after them. */
function png(width: number, height: number, rest: string): string {
  const header = Buffer.alloc(24);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return Buffer.concat([header, Buffer.from(rest)]).toString('base64');
}

const CASES: readonly [
  name: string,
  saved: readonly NotebookOutput[],
  fresh: readonly NotebookOutput[],
  expected: readonly string[],
][] = [
  ['equal texts', [stream('a')], [stream('a')], []],
  ['durations', [stream('12 cells in 0.4 s')], [stream('12 cells in 1,310 ms')], []],
  [
    'other texts',
    [stream('mean 50.1')],
    [stream('mean 50.2')],
    ['cell 1, stdout: saved "mean 50.1", came "mean 50.2"'],
  ],
  [
    'another stream',
    [stream('a')],
    [stream('a', 'stderr')],
    ['cell 1, stdout: saved "a", came "nothing"', 'cell 1, stderr: saved "nothing", came "a"'],
  ],
  ['a missing output', [stream('a'), stream('b')], [stream('a')], ['cell 1: 2 outputs are saved, 1 came']],
  ['last digits', [shown('x+json', { y: [0.1 + 0.2] })], [shown('x+json', { y: [0.3] })], []],
  [
    'other numbers',
    [shown('x+json', { y: 1 })],
    [shown('x+json', { y: 2 })],
    ['cell 1, x+json: saved "{\\"y\\":1}", came "{\\"y\\":2}"'],
  ],
  ['repainted pictures', [shown('image/png', png(9, 5, 'a'))], [shown('image/png', png(9, 5, 'b'))], []],
  [
    'pictures of another size',
    [shown('image/png', png(9, 5, ''))],
    [shown('image/png', png(9, 6, ''))],
    ['cell 1, image/png: saved "9 × 5", came "9 × 6"'],
  ],
  [
    'a missing picture',
    [shown('image/png', png(9, 5, ''))],
    [shown('text/plain', 'a')],
    ['cell 1, image/png: saved "9 × 5", came "nothing"', 'cell 1, text/plain: saved "nothing", came "a"'],
  ],
  [
    'drawings of another size',
    [shown('image/svg+xml', '<svg width="9"><a/></svg>')],
    [shown('image/svg+xml', '<svg width="8"><b/></svg>')],
    ['cell 1, image/svg+xml: saved "<svg width=\\"9\\">", came "<svg width=\\"8\\">"'],
  ],
  [
    'an error',
    [{ output_type: 'error', ename: 'A', evalue: 'b' }],
    [stream('b')],
    ['cell 1, error: saved "A: b", came "nothing"', 'cell 1, stdout: saved "nothing", came "b"'],
  ],
];

for (const [name, saved, fresh, expected] of CASES) {
  test(`outputDifferences(saved, fresh) judges ${name}`, () => {
    assert.deepEqual(outputDifferences(notebook(...saved), notebook(...fresh)), expected);
  });
}

test('outputDifferences(saved, fresh, { pictures: false }) leaves pictures out', () => {
  const [saved, fresh] = [notebook(shown('image/png', png(9, 5, ''))), notebook(shown('image/svg+xml', ''))];
  assert.deepEqual(outputDifferences(saved, fresh, { pictures: false }), []);
});

test('outputDifferences(saved, fresh) counts cells first', () => {
  const none = { kernel: null, cells: [] };
  assert.deepEqual(outputDifferences(notebook(), none), ['1 cells are saved, 0 were run']);
});

test('outputDifferences(saved, fresh) judges cells tagged nbval-ignore-output by the kinds of their outputs', () => {
  const tagged = (...outputs: NotebookOutput[]): Notebook => ({
    kernel: 'lingtune',
    cells: [{ id: 'a', cell_type: 'code', source: '', tags: ['nbval-ignore-output'], outputs }],
  });
  const saved = tagged(shown('text/plain', 'loss 2.5'));
  assert.deepEqual(outputDifferences(saved, tagged(shown('text/plain', 'loss 2.6'))), []);
  assert.deepEqual(outputDifferences(saved, tagged(shown('text/html', 'loss 2.5'))), [
    'cell 1: text/plain were saved, text/html came',
  ]);
});
