import assert from 'node:assert/strict';
import { test } from 'node:test';
import { band, interval, intervalEnds } from '../../../src/charts/marks/interval.js';

test('interval(letter, margins, style) draws as far to either side of each point', () => {
  assert.deepEqual(interval('y', [0.5, null], { colour: '#123456' }), {
    error_y: { type: 'data', array: [0.5, null], thickness: 1.5, width: 0, color: '#123456' },
  });
});

test('intervalEnds(value) are the ends, or the mean alone', () => {
  assert.deepEqual(intervalEnds({ mean: 5, margin: 2 }), [3, 7]);
  assert.deepEqual(intervalEnds({ mean: 5, margin: null }), [5]);
});

test('band(curve, style) runs along the upper ends and back along the lower ones, past points without a margin', () => {
  const curve = [
    { x: 1, mean: 10, margin: 1 },
    { x: 2, mean: 20, margin: null },
    { x: 3, mean: 30, margin: 2 },
  ];
  const [trace] = band(curve, { colour: '#123456' }).data ?? [];
  assert.deepEqual([trace?.x, trace?.y, trace?.fill], [[1, 3, 3, 1], [11, 32, 28, 9], 'toself']);
});

test('band(curve, style) of fewer than two margins is nothing', () => {
  assert.deepEqual(band([{ x: 1, mean: 10, margin: 1 }], { colour: '#123456' }), {});
});
