import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHOSEN_COLOUR } from '../../../src/charts/selection/cluster-styles.js';
import { clusterLanguages } from '../../../src/charts/selection/clustered-languages.js';
import { languageText, languageTicks, leafMarkers } from '../../../src/charts/selection/language-rows.js';
import { HOSTILE } from '../../paper/figure-checks.js';
import { LANGUAGES, SELECTION } from './sample-selection.js';

const MARKS = clusterLanguages(SELECTION, LANGUAGES);

const NAMES: readonly (readonly [name: string, code: string, chosen: boolean, expected: string])[] = [
  ['Bean', 'bb', false, 'Bean bb'],
  ['cc', 'cc', false, 'cc'],
  ['Aaish', 'aa', true, `<b><span style="color:${CHOSEN_COLOUR}">Aaish aa</span></b>`],
];

for (const [name, code, chosen, expected] of NAMES) {
  test(`languageText(mark) of ${name}, ${chosen ? 'chosen' : 'not chosen'}, is ${expected}`, () => {
    assert.equal(languageText({ name, code, chosen }), expected);
  });
}

test('languageText(mark) draws names from data as plain text', () => {
  const text = languageText({ name: HOSTILE, code: 'aa', chosen: false });
  assert.ok(!text.includes('<img') && !text.includes('$'), text);
});

test('languageTicks(marks) puts the first language lowest, with room for the outermost rows', () => {
  const { tickvals, range } = languageTicks(MARKS);
  assert.deepEqual(
    [tickvals, range],
    [
      [0, 1, 2, 3, 4],
      [-0.8, 4.8],
    ],
  );
});

test('leafMarkers(marks) have the colour of their cluster, and a red rim where chosen', () => {
  const { color, line } = leafMarkers(MARKS) as {
    color: string[];
    line: { color: string[]; width: number[] };
  };
  assert.deepEqual(color, ['#77AADD', '#77AADD', '#77AADD', '#EEDD88', '#FFFFFF']);
  assert.deepEqual(
    line.color.map((rim) => rim === CHOSEN_COLOUR),
    [true, false, false, true, false],
  );
  assert.deepEqual(line.width, [2, 1, 1, 2, 1]);
});
