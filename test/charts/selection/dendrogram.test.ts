import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHOSEN_COLOUR } from '../../../src/charts/selection/cluster-styles.js';
import { dendrogram } from '../../../src/charts/selection/dendrogram.js';
import { readFeatures } from '../../../src/languages/features.js';
import type { Linkage } from '../../../src/selection/projection/cluster-tree.js';
import { assertClose } from '../../close.js';
import { assertInert, assertPlain, HOSTILE } from '../../paper/figure-checks.js';
import { FEATURES, LANGUAGES, renamed, SELECTION } from './sample-selection.js';

const SMALL = dendrogram(FEATURES, { selection: SELECTION, languages: LANGUAGES });

test('dendrogram(features) records the joints, worked out by hand for places 0, 2, 3 and 10', () => {
  assert.deepEqual(
    SMALL.records.map(({ languages, size }) => [String(languages).split(' ').sort().join(' '), size]),
    [
      ['bb cc', 2],
      ['aa bb cc', 3],
      ['aa bb cc dd', 4],
    ],
  );
  assertClose(
    SMALL.records.map(({ height }) => Number(height)),
    [1, 2.5, 25 / 3],
    1e-12,
  );
  assertPlain(SMALL);
});

test('dendrogram(features) draws four corners a joint, and each leaf in a row of its own', () => {
  const [branches, leaves] = SMALL.data as { x: (number | null)[]; y: (number | null)[] }[];
  const corners = (branches?.x ?? []).filter((x) => x !== null);
  assert.equal(corners.length, 12);
  assertClose([Math.max(...corners), Math.min(...corners)], [25 / 3, 0], 1e-12);
  assert.deepEqual(leaves?.y, [0, 1, 2, 3]);
  // The row of the first joint is halfway between those of bb and cc.
  const ticks = (SMALL.layout.yaxis as { ticktext: string[] }).ticktext;
  const middle = (ticks.indexOf('Bean bb') + ticks.indexOf('cc')) / 2;
  assert.ok(branches?.y.includes(middle));
});

test('dendrogram(features, { selection }) shows chosen languages red and clusters as marks', () => {
  const ticks = (SMALL.layout.yaxis as { ticktext: string[] }).ticktext;
  assert.ok(ticks.includes(`<b><span style="color:${CHOSEN_COLOUR}">Aaish aa</span></b>`), ticks.join());
  assert.match(SMALL.caption, /Red ones are chosen/);
});

test('dendrogram(features) needs no selection', () => {
  const figure = dendrogram(readFeatures('learn'));
  assert.equal(figure.records.length, 35);
  assert.doesNotMatch(figure.caption, /Red/);
  assert.doesNotMatch(JSON.stringify(figure.layout), new RegExp(CHOSEN_COLOUR));
});

test('dendrogram(features) says which languages join last', () => {
  assert.equal(
    SMALL.alt,
    'Dendrogram of 4 languages. The last joint, at 8.33, sets dd apart from the others.',
  );
});

test('dendrogram(features) draws names from data as plain text', () => {
  const { selection, features, languages } = renamed(HOSTILE);
  assertInert(dendrogram(features, { selection, languages }));
});

test('dendrogram(features, options) refuses another linkage, and a selection of other languages', () => {
  assert.throws(
    () => dendrogram(FEATURES, { linkage: 'ward' as Linkage }),
    /^RangeError: clusterTree: linkage/,
  );
  const codes = ['xx', ...FEATURES.codes.slice(1)];
  assert.throws(
    () => dendrogram({ ...FEATURES, codes }, { selection: SELECTION }),
    /^RangeError: clusterLanguages: .* got none for aa$/,
  );
});
