import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOutPanels } from '../../../src/charts/marks/panel.js';
import { ruleX, ruleY } from '../../../src/charts/marks/rule.js';

const [, SECOND] = layOutPanels(2);
const BASELINE = { color: '#2B2B2B', width: 1.5, dash: 'dash' };

test('ruleX(values) goes through the whole drawing at each value', () => {
  const { shapes } = ruleX([3, 5], { style: 'baseline' }).layout ?? {};
  const at = (x: number) => ({ type: 'line', x0: x, x1: x, yref: 'paper', y0: 0, y1: 1, line: BASELINE });
  assert.deepEqual(shapes, [at(3), at(5)]);
});

test('ruleX(values, { panel }) goes through the whole panel', () => {
  const { shapes } = ruleX([3], { panel: SECOND, style: 'baseline', layer: 'below' }).layout ?? {};
  const axes = { xref: 'x2', yref: 'y2 domain' };
  assert.deepEqual(shapes, [
    { type: 'line', ...axes, x0: 3, x1: 3, y0: 0, y1: 1, layer: 'below', line: BASELINE },
  ]);
});

test('ruleY(values, { panel, span }) ends where the span does', () => {
  const { shapes } = ruleY([50], { panel: SECOND, span: [-1, 7], style: 'baseline' }).layout ?? {};
  const axes = { xref: 'x2', yref: 'y2' };
  assert.deepEqual(shapes, [{ type: 'line', ...axes, y0: 50, y1: 50, x0: -1, x1: 7, line: BASELINE }]);
});

test('ruleX(values) of no value draws nothing', () => {
  assert.deepEqual(ruleX([], { style: 'event' }).layout, { shapes: [] });
});
