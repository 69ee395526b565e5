import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisName, panelGrid } from '../../../src/charts/marks/panel-grid.js';
import { assertClose } from '../../close.js';

test('panelGrid(1) fills the drawing area', () => {
  assert.deepEqual(panelGrid(1), [{ x: [0, 1], y: [0, 1], lowest: true, leftmost: true }]);
});

test('panelGrid(count, { columns, gapX, gapY }) goes through rows from the top left', () => {
  const places = panelGrid(3, { columns: 2, gapX: 0.5, gapY: 0.5 });
  // Two panels and half a one between them: each is 1 / 2.5 = 0.4 wide and high.
  assertClose(
    places.flatMap((place) => [...place.x, ...place.y]),
    [0, 0.4, 0.6, 1, 0.6, 1, 0.6, 1, 0, 0.4, 0, 0.4],
    1e-12,
  );
  assert.deepEqual(
    places.map((place) => [place.lowest, place.leftmost]),
    [
      [false, true],
      [true, false],
      [true, true],
    ],
  );
});

test('panelGrid(2) does not leave room for a third column', () => {
  assertClose(
    panelGrid(2, { gapX: 0 }).flatMap((place) => [...place.x]),
    [0, 0.5, 0.5, 1],
    1e-12,
  );
});

for (const [count, columns, name] of [
  [0, 3, 'count'],
  [1.5, 3, 'count'],
  [2, 0, 'columns'],
] as const) {
  test(`panelGrid(${count}, { columns: ${columns} }) refuses its ${name}`, () => {
    const got = name === 'count' ? count : columns;
    assert.throws(() => panelGrid(count, { columns }), {
      name: 'RangeError',
      message: `panelGrid: ${name} must be an integer from 1, got ${got}`,
    });
  });
}

test('axisName(letter, index) numbers axes from the second on', () => {
  assert.deepEqual([axisName('x', 0), axisName('y', 1), axisName('xaxis', 2)], ['x', 'y2', 'xaxis3']);
});
