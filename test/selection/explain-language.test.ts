import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainLanguage, type LanguageExplanation } from '../../src/selection/explain-language.js';
import { selectLanguages } from '../../src/selection/select-languages.js';
import { LINE, smallCatalogue } from './small-languages.js';

const SELECTION = selectLanguages({ ...LINE, missing: ['g'] }, { strategy: 'kmedoids', count: 3 });

const CASES: readonly LanguageExplanation[] = [
  {
    code: 'c',
    chosen: false,
    representative: 'b',
    group: ['b', 'a', 'c'],
    rank: 2,
    distance: 1,
    tied: [],
    runnerUp: { code: 'a', distance: 1 },
    standsFor: [],
  },
  {
    code: 'e',
    chosen: true,
    representative: 'e',
    group: ['e', 'd'],
    rank: 1,
    distance: 0,
    tied: ['d'],
    runnerUp: { code: 'd', distance: 1 },
    standsFor: ['d'],
  },
  {
    code: 'f',
    chosen: true,
    representative: 'f',
    group: ['f'],
    rank: 1,
    distance: 0,
    tied: [],
    runnerUp: null,
    standsFor: [],
  },
];

for (const expected of CASES) {
  test(`explainLanguage(selection, ${expected.code}) says what it stands for and what comes next`, () => {
    assert.deepEqual(explainLanguage(SELECTION, expected.code), expected);
  });
}

test('explainLanguage(selection, code) ranks both of a cluster of two first', () => {
  const selection = selectLanguages(LINE, { strategy: 'kmeans', count: 3 });
  for (const code of ['d', 'e']) {
    const explained = explainLanguage(selection, code);
    assert.deepEqual([explained?.rank, explained?.group, explained?.tied], [1, ['d', 'e'], ['e']]);
  }
});

test('explainLanguage(selection, code) knows no distances in a selection by family', () => {
  const list = smallCatalogue({ a: 'X', b: 'X', c: 'Y' });
  const selection = selectLanguages(list, { strategy: 'family', count: 2, include: ['b'] });
  assert.deepEqual(explainLanguage(selection, 'a'), {
    code: 'a',
    chosen: false,
    representative: 'b',
    group: ['a', 'b'],
    rank: null,
    distance: null,
    tied: [],
    runnerUp: null,
    standsFor: [],
  });
});

test('explainLanguage(selection, code) is null where there are no groups', () => {
  assert.equal(explainLanguage(selectLanguages(LINE, { strategy: 'all' }), 'a'), null);
});

test('explainLanguage(selection, code) throws for a language in no group', () => {
  assert.throws(() => explainLanguage(SELECTION, 'g'), {
    name: 'RangeError',
    message: 'explainLanguage: code must be in a group, got "g", which has no features',
  });
  assert.throws(() => explainLanguage(SELECTION, 'xx'), {
    name: 'RangeError',
    message: 'explainLanguage: code must be in a group, got "xx"',
  });
});
