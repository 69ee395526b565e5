import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ClusteredLanguage,
  clusterHover,
  clusterLanguages,
  clusterSentence,
  openSentences,
  tieSentence,
} from '../../../src/charts/selection/clustered-languages.js';
import { HOSTILE } from '../../paper/figure-checks.js';
import { BARE_SELECTION, LANGUAGES, SELECTION } from './sample-selection.js';

const MARKS = clusterLanguages(SELECTION, LANGUAGES);

test('clusterLanguages(selection, pool) says of each language what the selection does', () => {
  const facts = { family: null, speakers: null };
  assert.deepEqual(MARKS, [
    {
      code: 'aa',
      name: 'Aaish',
      family: 'F',
      speakers: 9_970_000,
      cluster: 1,
      representative: 'aa',
      chosen: true,
      distance: 1,
      tiedWith: 'bb',
    },
    {
      code: 'bb',
      name: 'Bean',
      ...facts,
      cluster: 1,
      representative: 'aa',
      chosen: false,
      distance: 1,
      tiedWith: 'aa',
    },
    {
      code: 'cc',
      name: 'cc',
      ...facts,
      cluster: 1,
      representative: 'aa',
      chosen: false,
      distance: 2.5,
      tiedWith: null,
    },
    {
      code: 'dd',
      name: 'dd',
      ...facts,
      cluster: 2,
      representative: 'dd',
      chosen: true,
      distance: 0,
      tiedWith: null,
    },
    {
      code: 'ee',
      name: 'ee',
      ...facts,
      cluster: null,
      representative: null,
      chosen: false,
      distance: null,
      tiedWith: null,
    },
  ]);
});

test('clusterLanguages(selection, pool) needs neither clusters nor distances', () => {
  assert.deepEqual(
    clusterLanguages(BARE_SELECTION, LANGUAGES).map(({ chosen, cluster }) => [chosen, cluster]),
    [
      [true, null],
      [false, null],
      [false, null],
      [true, null],
      [false, null],
    ],
  );
  const clusters = SELECTION.clusters.map((cluster) => ({ ...cluster, distances: [] }));
  assert.equal(clusterLanguages({ ...SELECTION, clusters }, LANGUAGES)[0]?.distance, null);
});

test('clusterLanguages(selection, pool) refuses a pool that lacks a language of the selection', () => {
  assert.throws(() => clusterLanguages(SELECTION, LANGUAGES.slice(1)), {
    name: 'RangeError',
    message: 'clusterLanguages: the pool must hold every language of the selection, got none for aa',
  });
});

const HOVERS: readonly (readonly [code: string, expected: string])[] = [
  [
    'aa',
    '<b>Aaish</b> (aa)<br>F<br>9.97 million speakers<br>cluster 1, chosen<br>distance from the centre 1<br>would have done as well: bb',
  ],
  ['cc', '<b>cc</b> (cc)<br>cluster 1, stood for by aa<br>distance from the centre 2.5'],
  ['ee', '<b>ee</b> (ee)<br>not chosen, in no cluster'],
];

for (const [code, expected] of HOVERS) {
  test(`clusterHover(mark) says what is known of ${code}`, () => {
    assert.equal(clusterHover(MARKS.find((mark) => mark.code === code) as ClusteredLanguage), expected);
  });
}

test('clusterHover(mark) says that a language was chosen where there are no clusters', () => {
  const [mark] = clusterLanguages(BARE_SELECTION, LANGUAGES);
  assert.match(clusterHover(mark as ClusteredLanguage), /<br>chosen$/);
});

const PEOPLE: readonly (readonly [number, string])[] = [
  [1_350_000_000, '1.35 billion speakers'],
  [970_000, '970 thousand speakers'],
  [12, '12 speakers'],
];

for (const [speakers, expected] of PEOPLE) {
  test(`clusterHover(mark) of ${speakers} speakers says ${expected}`, () => {
    const hover = clusterHover({ ...(MARKS[0] as ClusteredLanguage), speakers });
    assert.ok(hover.includes(`<br>${expected}<br>`), hover);
  });
}

test('clusterHover(mark) draws names from data as plain text', () => {
  const mark = {
    ...(MARKS[1] as ClusteredLanguage),
    name: HOSTILE,
    family: HOSTILE,
    representative: HOSTILE,
  };
  const hover = clusterHover({ ...mark, code: HOSTILE, tiedWith: HOSTILE });
  assert.ok(!hover.includes('<img') && !hover.includes('$'), hover);
  assert.equal(hover.split('&lt;img').length - 1, 5);
});

test('clusterSentence(selection, count) says what each chosen language stands for, where it is known', () => {
  assert.equal(
    clusterSentence(SELECTION, 5),
    '5 languages in 2 clusters. Chosen, with the others of their cluster: aa (bb, cc), dd.',
  );
  assert.equal(clusterSentence(BARE_SELECTION, 5), '5 languages. Chosen: aa, dd.');
});

test('tieSentence(selection) names those that would have done as well', () => {
  assert.equal(tieSentence(SELECTION), 'aa or bb');
  assert.equal(tieSentence(BARE_SELECTION), '');
});

test('openSentences(selection) name ties and languages without a vector, where there are any', () => {
  assert.deepEqual(openSentences(SELECTION), [
    'Either would have done as well: aa or bb.',
    'Without a vector and so not to choose from: ee.',
  ]);
  assert.deepEqual(openSentences(BARE_SELECTION), []);
});
