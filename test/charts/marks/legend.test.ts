import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridKey, legend } from '../../../src/charts/marks/legend.js';
import { layOutPanels } from '../../../src/charts/marks/panel.js';
import type { PlotlyObject } from '../../../src/records/figure.js';
import { assertClose } from '../../close.js';

test('legend(site) is shown unless there is nothing to tell apart', () => {
  assert.equal(legend('above').layout?.showlegend, true);
  assert.equal(legend('below', { isShown: false }).layout?.showlegend, false);
});

// Without gaps, three panels a row: each is a third of the drawing wide.
for (const [count, left] of [
  [4, 1 / 3],
  [5, 2 / 3],
] as const) {
  test(`gridKey(panels) of ${count} panels stands in the first empty place of the last row`, () => {
    const { annotations } = gridKey(layOutPanels(count, { gapX: 0, gapY: 0 }), ['a', 'b']).layout ?? {};
    const [note] = annotations as PlotlyObject[];
    assertClose([note?.x as number, note?.y as number], [left, 0.5], 1e-12);
    assert.equal(note?.text, 'a<br>b');
  });
}

test('gridKey(panels) of a full grid is nothing', () => {
  assert.deepEqual([gridKey(layOutPanels(3), ['a']), gridKey(layOutPanels(1), ['a'])], [{}, {}]);
});
