import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Coverage } from '../../src/languages/catalogue.js';
import { readFeatures } from '../../src/languages/features.js';
import { readPoolCoverage } from '../../src/languages/pool-coverage.js';
import { selectLanguages } from '../../src/selection/select-languages.js';
import type { SelectOptions } from '../../src/selection/select-options.js';
import type { Strategy } from '../../src/selection/strategies.js';
import { assertClose } from '../close.js';
import { LINE, smallCatalogue, smallTable } from './small-languages.js';

const FAMILIES = smallCatalogue({ a: 'X', b: 'X', c: 'Y', d: 'X', e: 'X', f: 'Z' });
const COVERAGE: readonly Coverage[] = [
  { code: 'a', tasks: [], models: ['BLOOM', 'mGPT'] },
  { code: 'b', tasks: [], models: ['BLOOM'] },
  { code: 'c', tasks: [], models: ['mGPT'] },
  { code: 'd', tasks: [], models: [] },
  { code: 'e', tasks: [], models: ['BLOOM', 'mGPT', 'mT5-xl'] },
  { code: 'f', tasks: [], models: ['mT5-xl'] },
];

const CASES: readonly (readonly [name: string, options: SelectOptions, languages: string])[] = [
  ['candidates', { strategy: 'kmeans', count: 2, candidates: ['a', 'b', 'f'] }, 'a f'],
  ['exclude', { strategy: 'kmeans', count: 3, exclude: ['b', 'd'] }, 'a e f'],
  ['include, for a cluster', { strategy: 'kmeans', count: 3, include: ['c'] }, 'c d f'],
  ['include, for two in a cluster', { strategy: 'kmeans', count: 3, include: ['c', 'a'] }, 'a c d'],
  ['include, for every place', { strategy: 'kmeans', count: 3, include: ['a', 'b', 'c'] }, 'a b c'],
  ['perFamily', { strategy: 'kmeans', count: 3, perFamily: 1 }, 'c d f'],
  ['perFamily beside include', { strategy: 'kmeans', count: 3, perFamily: 2, include: ['a'] }, 'a d f'],
  ['seenBy one model', { strategy: 'kmeans', count: 3, seenBy: ['BLOOM'] }, 'a b e'],
  ['seenBy two models', { strategy: 'kmeans', count: 2, seenBy: ['BLOOM', 'mGPT'] }, 'a e'],
  ['unseenBy', { strategy: 'kmeans', count: 2, unseenBy: ['BLOOM', 'mGPT'] }, 'd f'],
  ['seenBy and unseenBy', { strategy: 'kmeans', count: 1, seenBy: ['mGPT'], unseenBy: ['BLOOM'] }, 'c'],
  ['include', { strategy: 'maxmin', count: 2, include: ['b'] }, 'b f'],
  ['perFamily', { strategy: 'maxsum', count: 3, perFamily: 1 }, 'a c f'],
  ['include', { strategy: 'kmedoids', count: 2, include: ['a'] }, 'a e'],
  ['perFamily', { strategy: 'kmedoids', count: 3, perFamily: 1 }, 'c e f'],
  ['include', { strategy: 'facility', count: 2, include: ['f'] }, 'b f'],
  ['include', { strategy: 'family', count: 2, include: ['e', 'f'] }, 'e f'],
  // In Python 3.11: random.Random(5).sample('bcdef', 1) is f.
  ['include', { strategy: 'random', count: 2, seed: 5, include: ['a'] }, 'a f'],
  // random.Random(5).sample('abcdef', 6) is e, c, f, d, a, b: of X only e is taken.
  ['perFamily', { strategy: 'random', count: 3, seed: 5, perFamily: 1 }, 'c e f'],
];

for (const [rule, options, languages] of CASES) {
  test(`selectLanguages(data, { ${JSON.stringify(options)} }) keeps ${rule}`, () => {
    const facts = { languages: FAMILIES, coverage: COVERAGE };
    assert.equal(selectLanguages(LINE, options, facts).languages.join(' '), languages);
  });
}

test('selectLanguages(data, { include }) regroups around included languages of one cluster', () => {
  const selection = selectLanguages(LINE, { strategy: 'kmeans', count: 3, include: ['c', 'a'] });
  // The cluster of f alone is the smallest without an included language: f joins d, and the centres are new means.
  assert.deepEqual(
    selection.clusters.map(({ chosen, members, tied }) => [chosen, members.join(' '), tied.join(' ')]),
    [
      ['a', 'a b', 'b'],
      ['c', 'c', ''],
      ['d', 'd e f', ''],
    ],
  );
  const mean = 41 / 3;
  // Sums of three or fewer rounded numbers.
  assertClose(selection.clusters[2]?.distances ?? [], [mean - 10, mean - 11, 20 - mean], 1e-12);
  assertClose(
    selection.inertia ?? Number.NaN,
    0.5 + (mean - 10) ** 2 + (mean - 11) ** 2 + (20 - mean) ** 2,
    1e-12,
  );
});

test('selectLanguages(data, { include }) says which languages are as near to the centre as the included one', () => {
  const [first] = selectLanguages(LINE, { strategy: 'kmeans', count: 3, include: ['c'] }).clusters;
  assert.deepEqual([first?.chosen, first?.tied], ['c', ['a']]);
  // k-means works on centred points and moves the centroids back.
  assertClose(first?.distances ?? [], [1, 0, 1], 1e-14);
});

test('selectLanguages(geo, { perFamily: 1 }) takes 14 languages of 14 families', () => {
  const selection = selectLanguages(readFeatures('geo'), { strategy: 'maxsum', count: 14, perFamily: 1 });
  assert.equal(selection.languages.length, 14);
});

test('selectLanguages(geo, { seenBy }) chooses among what a model saw', () => {
  const { languages, clusters } = selectLanguages(readFeatures('geo'), {
    strategy: 'kmeans',
    count: 10,
    seenBy: ['BLOOM'],
  });
  const seen = readPoolCoverage()
    .filter(({ models }) => models.includes('BLOOM'))
    .map(({ code }) => code);
  assert.deepEqual(clusters.flatMap(({ members }) => members).sort(), seen);
  assert.ok(languages.every((code) => seen.includes(code)));
});

const BAD: readonly (readonly [name: string, options: SelectOptions, message: string])[] = [
  [
    'an unknown code in candidates',
    { strategy: 'all', candidates: ['a', 'xx'] },
    'candidates must hold codes of the table, got "xx"',
  ],
  [
    'an unknown code in include',
    { strategy: 'all', include: ['\u001b[31m'] },
    'include must hold codes of the table, got "\\u001b[31m"',
  ],
  [
    'an unknown code in exclude',
    { strategy: 'all', exclude: ['xx'] },
    'exclude must hold codes of the table, got "xx"',
  ],
  [
    'a code there twice',
    { strategy: 'all', exclude: ['a', 'b', 'a'] },
    'exclude must hold each code once, got a again',
  ],
  [
    'rules that contradict each other',
    {
      strategy: 'kmeans',
      count: 4,
      include: ['a', 'b', 'g'],
      exclude: ['a'],
      candidates: ['b', 'c'],
      seenBy: ['mGPT'],
    },
    'include must hold languages that the other rules leave, got a (not in candidates), a (exclude), b (seenBy mGPT), g (no features)',
  ],
  [
    'another model',
    { strategy: 'all', seenBy: ['GPT-2'] },
    'seenBy must be of BLOOM, mGPT, mT5-xl, got "GPT-2"',
  ],
  ['another model', { strategy: 'all', unseenBy: [''] }, 'unseenBy must be of BLOOM, mGPT, mT5-xl, got ""'],
  [
    'more included languages than asked for',
    { strategy: 'kmeans', count: 1, include: ['a', 'b'] },
    'include must hold at most 1 languages, the count, got 2',
  ],
  ['nothing left', { strategy: 'all', candidates: [] }, 'the rules must leave a language, got none'],
  [
    'too few left',
    { strategy: 'kmeans', count: 4, exclude: ['a', 'b', 'c'] },
    'count (of what the rules leave) must be an integer in 1..3, got 4',
  ],
  [
    'too few families',
    { strategy: 'maxsum', count: 4, perFamily: 1 },
    'count (of what the rules leave) must be an integer in 1..3, got 4',
  ],
  [
    'perFamily = 0',
    { strategy: 'maxsum', count: 1, perFamily: 0 },
    'perFamily must be an integer in 1..9007199254740991, got 0',
  ],
  [
    'two included languages of a family',
    { strategy: 'kmeans', count: 3, perFamily: 1, include: ['a', 'f', 'd'] },
    'include must hold at most 1 of a family, got a, d (X)',
  ],
  [
    'two included languages of a family, by family',
    { strategy: 'family', count: 3, include: ['a', 'b'] },
    'include must hold at most 1 of a family, got a, b (X)',
  ],
];

for (const [name, options, message] of BAD) {
  test(`selectLanguages(data, ${JSON.stringify(options)}) throws for ${name}`, () => {
    const table = { ...LINE, missing: ['g'] };
    assert.throws(() => selectLanguages(table, options, { languages: FAMILIES, coverage: COVERAGE }), {
      name: 'RangeError',
      message: `selectLanguages: ${message}`,
    });
  });
}

test('selectLanguages(data, { perFamily }) throws where a cluster has no language left', () => {
  const languages = smallCatalogue({ a: 'X', b: 'Y', c: 'Z', d: 'W', e: 'W', f: 'W' });
  const options = { strategy: 'kmeans' as Strategy, count: 3, perFamily: 1 };
  assert.throws(() => selectLanguages(LINE, options, { languages }), {
    name: 'RangeError',
    message:
      /^selectLanguages: perFamily must leave every cluster a language, got 1 and none for the cluster (f|d, e)$/,
  });
});

test('selectLanguages(data, { seenBy }) throws where nothing is known of a language', () => {
  const table = smallTable({ a: [0], q: [1] });
  assert.throws(
    () => selectLanguages(table, { strategy: 'all', seenBy: ['BLOOM'] }, { coverage: COVERAGE }),
    {
      name: 'RangeError',
      message:
        'selectLanguages: seenBy and unseenBy need to know which models saw a language, got nothing on q',
    },
  );
});
