import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sweepPlot } from '../../../src/charts/selection/sweep-plot.js';
import { sweepCounts } from '../../../src/selection/stability/sweep-counts.js';
import { assertInert, assertPlain, HOSTILE } from '../../paper/figure-checks.js';
import { FEATURES } from './sample-selection.js';

const POINTS = [
  { count: 1, inertia: 100, silhouette: null, iterations: 1 },
  { count: 2, inertia: 40, silhouette: 0.5, iterations: 2 },
  { count: 3, inertia: 10, silhouette: 0.6125, iterations: 2 },
];
const DRAWN = sweepPlot(POINTS, { reference: 2 });

test('sweepPlot(points) draws inertia and silhouette over the number of clusters', () => {
  assert.deepEqual(
    DRAWN.data.map(({ x, y }) => ({ x, y })),
    [
      { x: [1, 2, 3], y: [100, 40, 10] },
      { x: [1, 2, 3], y: [null, 0.5, 0.6125] },
    ],
  );
  assert.deepEqual(DRAWN.records, POINTS);
  assertPlain(DRAWN);
});

test('sweepPlot(points, { reference }) points out a number of clusters in both panels', () => {
  const shapes = DRAWN.layout.shapes as { x0: number; xref: string }[];
  assert.deepEqual(
    shapes.map(({ x0, xref }) => [x0, xref]),
    [
      [2, 'x'],
      [2, 'x2'],
    ],
  );
  assert.match(DRAWN.caption, /highest at k = 3\. At k = 2: inertia 40, mean silhouette 0\.500\.$/);
});

test('sweepPlot(points) points out nothing where the reference is not among them', () => {
  for (const reference of [14, null]) {
    const figure = sweepPlot(POINTS, { reference });
    assert.deepEqual(figure.layout.shapes, []);
    assert.doesNotMatch(figure.caption, /At k/);
  }
});

test('sweepPlot(points) speaks of no silhouette where there is none', () => {
  assert.doesNotMatch(sweepPlot(POINTS.slice(0, 1)).caption, /highest/);
});

test('sweepPlot(points) draws what sweepCounts finds', () => {
  assert.equal(sweepPlot(sweepCounts(FEATURES)).records.length, 4);
});

test('sweepPlot(points, { title }) draws the title as plain text', () => {
  assertInert(sweepPlot(POINTS, { title: HOSTILE }));
});

test('sweepPlot(points) refuses no points', () => {
  assert.throws(() => sweepPlot([]), {
    name: 'RangeError',
    message: 'sweepPlot: points must hold at least one, got none',
  });
});
