import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  caption,
  categories,
  categoryRange,
  frame,
  layOutPanels,
  panelRows,
} from '../../../src/charts/marks/panel.js';
import type { PlotlyObject } from '../../../src/records/figure.js';

const PANELS = layOutPanels(4, { gapX: 0, gapY: 0 });

test('layOutPanels(count) names the axes of each panel as traces name them', () => {
  assert.deepEqual(
    PANELS.map(({ index, xaxis, yaxis }) => [index, xaxis, yaxis]),
    [
      [0, 'x', 'y'],
      [1, 'x2', 'y2'],
      [2, 'x3', 'y3'],
      [3, 'x4', 'y4'],
    ],
  );
});

test('panelRows(panels) counts rows that are not full', () => {
  assert.deepEqual(
    [1, 3, 4, 7].map((count) => panelRows(layOutPanels(count))),
    [1, 1, 2, 3],
  );
});

test('frame(axes, panel) ties both axes to each other and to the place of the panel', () => {
  const layout = frame({ x: { title: 'k', nticks: 5 }, y: {} }, PANELS[3]).layout ?? {};
  const { xaxis4: x, yaxis4: y } = layout as Record<string, PlotlyObject>;
  assert.deepEqual(Object.keys(layout), ['xaxis4', 'yaxis4']);
  assert.deepEqual([x?.domain, x?.anchor, x?.nticks], [[0, 1 / 3], 'y4', 5]);
  assert.deepEqual([y?.domain, y?.anchor, y?.title], [[0, 0.5], 'x4', undefined]);
});

test('frame(axes) of a drawing in one piece has neither place nor tie', () => {
  const { xaxis, yaxis } = frame({ x: {}, y: {} }).layout as Record<string, PlotlyObject>;
  assert.deepEqual([xaxis?.domain, xaxis?.anchor, yaxis?.domain], [undefined, undefined, undefined]);
});

test('categories(names) and categoryRange(count) count from 0 and leave room at both ends', () => {
  assert.deepEqual(categories(['a', 'b']), { tickvals: [0, 1], ticktext: ['a', 'b'], ticks: '' });
  assert.deepEqual(categoryRange(2), [-0.6, 1.6]);
});

test('caption(text, { panel }) stands over the panel’s left corner, else over the drawing’s', () => {
  const at = (mark: ReturnType<typeof caption>): unknown[] => {
    const [note] = (mark.layout?.annotations ?? []) as PlotlyObject[];
    return [note?.text, note?.x, note?.y, note?.yshift];
  };
  assert.deepEqual(at(caption('a', { panel: PANELS[1], lift: 6 })), ['a', 1 / 3, 1, 6]);
  assert.deepEqual(at(caption('b')), ['b', 0, 1, 2]);
});
