import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutFields, plot } from '../../../src/charts/marks/plot.js';

const AROUND = { title: 'A title', height: 300 };

test('plot(marks) lays later traces on top, and gathers the notes and shapes of all marks', () => {
  const { data, layout } = plot(
    [
      { data: [{ x: [1] }], layout: { shapes: ['a'], annotations: ['n'] } },
      { data: [{ x: [2] }, { x: [3] }] },
      { layout: { shapes: ['b', 'c'] } },
    ],
    AROUND,
  );
  assert.deepEqual(data, [{ x: [1] }, { x: [2] }, { x: [3] }]);
  assert.deepEqual([layout.shapes, layout.annotations], [['a', 'b', 'c'], ['n']]);
});

test('plot(marks) lets the layout of a later mark win, and keeps the house style elsewhere', () => {
  const { layout } = plot([layoutFields({ barmode: 'group' }), layoutFields({ barmode: 'overlay' })], AROUND);
  assert.deepEqual([layout.barmode, layout.height, layout.showlegend], ['overlay', 300, false]);
});

test('plot(marks) of none is an empty drawing', () => {
  const { data, layout } = plot([], AROUND);
  assert.deepEqual([data, 'shapes' in layout], [[], false]);
});
