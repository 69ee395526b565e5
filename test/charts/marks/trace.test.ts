import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark } from '../../../src/charts/marks/plot.js';
import { bars, dots, legendEntry, line, segments } from '../../../src/charts/marks/trace.js';
import type { PlotlyObject } from '../../../src/records/figure.js';

const POINTS = { x: [1, 2], y: [3, null] };

function only({ data = [] }: Mark): PlotlyObject {
  assert.equal(data.length, 1);
  return data[0] as PlotlyObject;
}

test('line(points, options) has markers and words where it is given some, and says nothing by itself', () => {
  assert.deepEqual(only(line(POINTS, {})), {
    type: 'scatter',
    mode: 'lines',
    ...POINTS,
    hoverinfo: 'skip',
  });
  assert.equal(only(line(POINTS, { marker: {}, text: ['a', 'b'] })).mode, 'lines+markers+text');
});

test('dots(points, options) are markers, words or both', () => {
  assert.equal(only(dots(POINTS, { marker: {} })).mode, 'markers');
  assert.equal(only(dots(POINTS, { text: ['a', 'b'] })).mode, 'text');
});

test('bars(points, { hover }) say it when pointed at, and have nothing written on them', () => {
  const { hoverinfo, hovertext, textposition } = only(bars(POINTS, { hover: ['a', 'b'] }));
  assert.deepEqual([hoverinfo, hovertext, textposition], ['text', ['a', 'b'], 'none']);
});

test('segments(parts) breaks the line off after each part', () => {
  const parts = [
    [{ x: 1, y: 2 }],
    [
      { x: 3, y: 4 },
      { x: 5, y: 6 },
    ],
  ];
  const { x, y } = only(segments(parts, {}));
  assert.deepEqual(
    [x, y],
    [
      [1, null, 3, 5, null],
      [2, null, 4, 6, null],
    ],
  );
});

test('legendEntry(name) draws names from data as plain text', () => {
  assert.deepEqual(legendEntry('<b>'), { name: '&lt;b&gt;', legendgroup: '&lt;b&gt;' });
});
