import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DrawnPoint, spreadPoints } from '../../../src/charts/selection/spread-points.js';
import { assertClose } from '../../close.js';

function leastDistance(points: readonly DrawnPoint[], width: DrawnPoint): number {
  const distances = points.flatMap((a, i) =>
    points.slice(i + 1).map((b) => Math.hypot((a.x - b.x) / width.x, (a.y - b.y) / width.y)),
  );
  return Math.min(...distances);
}

test('spreadPoints(points, width) leaves points that are a mark apart where they are', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 2, y: 0 },
    { x: 0, y: 3 },
  ];
  assert.deepEqual(spreadPoints(points, { x: 2, y: 3 }), points);
});

test('spreadPoints(points, width) moves both of a pair by half of what is missing', () => {
  const [left, right] = spreadPoints(
    [
      { x: 1, y: 5 },
      { x: 2, y: 5 },
    ],
    { x: 2, y: 1 },
  );
  assertClose([left?.x, left?.y, right?.x, right?.y].map(Number), [0.5, 5, 2.5, 5], 1e-12);
});

test('spreadPoints(points, width) tells points at one place apart', () => {
  const width = { x: 1, y: 2 };
  const spread = spreadPoints(
    Array.from({ length: 20 }, () => ({ x: 3, y: 4 })),
    width,
  );
  // The rounds end before the last hundredth is gone.
  assert.ok(leastDistance(spread, width) > 0.9, String(leastDistance(spread, width)));
  const middle = spread.reduce((sum, { x }) => sum + x / 20, 0);
  assertClose(middle, 3, 1e-9);
});

test('spreadPoints(points, width) changes none of its arguments', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ];
  spreadPoints(points, { x: 1, y: 1 });
  assert.deepEqual(points, [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ]);
});

for (const width of [
  { x: 0, y: 1 },
  { x: 1, y: Number.NaN },
]) {
  test(`spreadPoints(points, width) refuses a width of ${width.x} and ${width.y}`, () => {
    assert.throws(() => spreadPoints([], width), {
      name: 'RangeError',
      message: `spreadPoints: width must be above 0 in x and y, got ${width.x} and ${width.y}`,
    });
  });
}
