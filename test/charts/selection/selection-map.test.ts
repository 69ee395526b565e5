import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectionMap } from '../../../src/charts/selection/selection-map.js';
import { paperSelection } from '../../../src/selection/presets.js';
import { assertInert, assertPlain, HOSTILE, recordAt } from '../../paper/figure-checks.js';
import { BARE_SELECTION, LANGUAGES, renamed, SELECTION } from './sample-selection.js';

const SMALL = selectionMap(SELECTION, { languages: LANGUAGES });

test('selectionMap(selection) puts the languages of the catalogue in their places', () => {
  const selection = paperSelection('GEO', 3);
  assert.ok(selection !== null);
  const figure = selectionMap(selection);
  assert.equal(figure.records.length, 52);
  assert.equal(figure.records.filter(({ chosen }) => chosen).length, 14);
  const { latitude, longitude, representative } = recordAt(figure, { code: 'xh' });
  assert.deepEqual([latitude, longitude, representative], [-31, 28.1, 'af']);
  assert.equal(figure.title, '14 chosen languages on the map (kmeans, geo, seed 10)');
  assertPlain(figure);
});

test('selectionMap(selection) draws with cartesian axes and its own land alone, so that nothing is fetched', () => {
  assert.deepEqual([...new Set(SMALL.data.map(({ type }) => type))], ['scatter']);
  assert.ok(!('geo' in SMALL.layout) && !('map' in SMALL.layout) && !('images' in SMALL.layout));
  const [land] = SMALL.layout.shapes as { type: string; path: string; fillrule: string }[];
  assert.deepEqual([land?.type, land?.fillrule], ['path', 'evenodd']);
  assert.match(land?.path ?? '', /^(M(-?[\d.]+,-?[\d.]+L?)+Z)+$/);
});

test('selectionMap(selection, { languages }) shows the box of the languages and 8° around it', () => {
  const { xaxis, yaxis } = SMALL.layout as Record<'xaxis' | 'yaxis', { range: number[] }>;
  assert.deepEqual(
    [xaxis.range, yaxis.range],
    [
      [12, 108],
      [-28, 48],
    ],
  );
});

test('selectionMap(selection, { languages }) shows 60° by 30° around a single place', () => {
  const one = { ...BARE_SELECTION, languages: ['aa'] };
  const { layout } = selectionMap(one, { languages: LANGUAGES.slice(0, 1) });
  const { xaxis, yaxis } = layout as Record<'xaxis' | 'yaxis', { range: number[] }>;
  assert.deepEqual(
    [xaxis.range, yaxis.range],
    [
      [-10, 50],
      [-5, 25],
    ],
  );
});

test('selectionMap(selection) says in words what is chosen, tied, missing and in no cluster', () => {
  assert.match(SMALL.caption, /Either would have done as well: aa or bb\. .*not to choose from: ee\.$/);
  assert.match(SMALL.caption, /White discs are in no cluster\./);
  assert.equal(
    SMALL.alt,
    'Map of 5 languages in 2 clusters. Chosen, with the others of their cluster: aa (bb, cc), dd.',
  );
  assert.doesNotMatch(selectionMap(SELECTION, { languages: LANGUAGES.slice(0, 4) }).caption, /White/);
});

test('selectionMap(selection) draws a selection without clusters', () => {
  const figure = selectionMap(BARE_SELECTION, { languages: LANGUAGES });
  assert.equal(figure.title, '2 chosen languages on the map (random)');
  assert.match(figure.caption, /Red ones are chosen\. Discs/);
  assert.equal((figure.layout.annotations as { text: string }[])[0]?.text, 'Red: chosen.');
  assert.equal(figure.alt, 'Map of 5 languages. Chosen: aa, dd.');
});

test('selectionMap(selection) draws names from data as plain text', () => {
  const { selection, languages } = renamed(HOSTILE);
  assertInert(selectionMap(selection, { languages, title: HOSTILE }));
});

test('selectionMap(selection, { languages }) refuses languages that lack one of the selection', () => {
  assert.throws(
    () => selectionMap(SELECTION, { languages: LANGUAGES.slice(1) }),
    /^RangeError: clusterLanguages: /,
  );
});
