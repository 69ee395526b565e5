import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  plotAxis,
  plotLayout,
  plotMarker,
  plotNote,
  plotText,
  subsetStyles,
} from '../../../src/charts/marks/plot-style.js';
import { CHOSEN_SUBSETS, SUBSET_COLOURS } from '../../../src/charts/subsets.js';

test('plotText(text) makes markup and formulas plain text', () => {
  assert.equal(plotText('<b>a</b> & $x$'), '&lt;b&gt;a&lt;/b&gt; &amp; &#36;x&#36;');
});

test('subsetStyles(subsets) gives every row of the paper its own colour, symbol and dash, wherever it stands', () => {
  const styles = subsetStyles(CHOSEN_SUBSETS);
  for (const field of ['colour', 'symbol', 'dash'] as const) {
    assert.equal(new Set(styles.map((style) => style[field])).size, CHOSEN_SUBSETS.length, field);
  }
  assert.deepEqual(subsetStyles(['GEO'])[0], styles[CHOSEN_SUBSETS.indexOf('GEO')]);
  assert.equal(subsetStyles(['VI'])[0]?.colour, SUBSET_COLOURS.VI);
});

test('subsetStyles(subsets) tells four subsets of one’s own apart from each other and from the paper’s', () => {
  const styles = subsetStyles(['A', 'B', 'GEO', 'C', 'D', 'E']);
  assert.equal(new Set(styles.map((style) => style.colour)).size, 5);
  assert.deepEqual(styles[5], styles[0]);
});

test('plotMarker(style, size) rims filled symbols in white and open ones in their colour', () => {
  const rim = (symbol: string): unknown => plotMarker({ colour: '#123456', symbol }, 9).line;
  assert.deepEqual(rim('circle'), { color: '#FFFFFF', width: 1 });
  assert.deepEqual(rim('circle-open'), { color: '#123456', width: 2 });
});

test('plotAxis(title, fields) lets fields override, and leaves out a missing title', () => {
  assert.equal(plotAxis('Accuracy (%)', { ticks: '' }).ticks, '');
  assert.equal('title' in plotAxis(null, {}), false);
});

test('plotLayout(title, height, fields) fixes the height and leaves the width to the page', () => {
  const layout = plotLayout('A title', 300, { showlegend: true });
  assert.deepEqual([layout.height, layout.width, layout.autosize], [300, undefined, true]);
  assert.equal(layout.showlegend, true);
});

test('plotNote(text, fields) has no arrow', () => {
  assert.equal(plotNote('a', { x: 0 }).showarrow, false);
});
