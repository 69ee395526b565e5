import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { cellDisplay } from '../../src/notebook/cell-outlet.js';
import { mimeBundle } from '../../src/notebook/mime-bundle.js';
import { drawPictures } from '../../src/notebook/pictures/draw-pictures.js';
import { findChromium } from '../../src/notebook/pictures/find-chromium.js';
import { signal } from '../../src/notebook/running-kernel.js';
import { display, show } from '../../src/notebook/show.js';
import { exampleFigure, exampleTable } from '../kernel/example.js';

const withoutChromium = findChromium() === null && process.env.CI === undefined && 'no Chromium found';

test('mimeBundle(figure) holds Plotly JSON and plain text, and no HTML that converters would prefer', async () => {
  const { data } = await mimeBundle(exampleFigure);
  assert.deepEqual(Object.keys(data).sort(), ['application/vnd.plotly.v1+json', 'text/plain']);
  assert.deepEqual(data['application/vnd.plotly.v1+json'], {
    data: exampleFigure.data,
    layout: exampleFigure.layout,
    config: { responsive: true, displaylogo: false },
  });
  assert.equal(data['text/plain'], 'Two bars\nTwo bars of known height.\nBar a is 1, bar b is 2.');
});

test('mimeBundle(figure, { picture }) adds one still picture of the kind asked for', {
  skip: withoutChromium,
}, async () => {
  const svg = await mimeBundle(exampleFigure, { picture: 'svg' });
  assert.match(String(svg.data['image/svg+xml']), /^<svg .*width="960" height="300"/s);
  assert.equal(svg.data['image/png'], undefined);
  const png = await mimeBundle(exampleFigure, { picture: 'png' });
  const bytes = Buffer.from(String(png.data['image/png']), 'base64');
  assert.deepEqual(png.metadata, { 'image/png': { width: 960 } });
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1440, 450]);
});

test('mimeBundle(table) holds HTML in which data stay text', async () => {
  const { data } = await mimeBundle(exampleTable);
  assert.deepEqual(Object.keys(data).sort(), ['text/html', 'text/plain']);
  assert.doesNotMatch(String(data['text/html']), /<script/i);
  assert.match(String(data['text/html']), /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
});

test('drawPictures(figures, options) throws where there is no Chromium', async () => {
  const before = process.env.PATH;
  process.env.PATH = '';
  try {
    await assert.rejects(drawPictures([exampleFigure], { format: 'png' }), /a still picture needs Chromium/);
  } finally {
    process.env.PATH = before;
  }
});

test('show(value) prints the plain text outside a notebook', async () => {
  const log = mock.method(console, 'log', () => {});
  await show(exampleFigure);
  log.mock.restore();
  assert.deepEqual(log.mock.calls[0]?.arguments, [
    'Two bars\nTwo bars of known height.\nBar a is 1, bar b is 2.',
  ]);
});

for (const [name, value, expected] of [
  ['null', null, 'null'],
  ['text', 'a', "'a'"],
  ['a plain object', { kind: 'chart' }, "{ kind: 'chart' }"],
  ['a bundle', { data: { 'text/plain': 'words', 'text/html': '<b>' }, metadata: {} }, 'words'],
  [
    'a value with its own method',
    { [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'own' }) },
    'own',
  ],
] as const) {
  test(`show(${name}) prints ${expected} outside a notebook`, async () => {
    const log = mock.method(console, 'log', () => {});
    await show(value, { id: 'x' });
    await display.update('x', value);
    display.clear();
    log.mock.restore();
    assert.deepEqual(
      log.mock.calls.map((call) => call.arguments),
      [[expected], [expected]],
    );
  });
}

test('show(value) throws what the own method of the value throws', async () => {
  const value = {
    [Symbol.for('Jupyter.display')]: () => {
      throw new Error('no');
    },
  };
  await assert.rejects(show(value), { message: 'no' });
});

test('signal() is never aborted outside a notebook', () => {
  assert.equal(signal().aborted, false);
});

test('cellDisplay() returns null outside a kernel', () => {
  assert.equal(cellDisplay(), null);
});
