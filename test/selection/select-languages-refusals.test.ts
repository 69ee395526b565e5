import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLanguages } from '../../src/languages/catalogue.js';
import { type Languages, selectLanguages } from '../../src/selection/select-languages.js';
import type { SelectOptions } from '../../src/selection/select-options.js';
import { STRATEGIES, type Strategy } from '../../src/selection/strategies.js';
import { LINE, smallCatalogue, smallDistances, smallTable } from './small-languages.js';

const ONE = smallCatalogue({ a: 'X' });
const BAD: readonly (readonly [name: string, data: Languages, options: SelectOptions, message: string])[] = [
  [
    'k = 0',
    LINE,
    { strategy: 'kmeans', count: 0 },
    'selectLanguages: count (of what the rules leave) must be an integer in 1..6, got 0',
  ],
  [
    'k above the number of languages',
    LINE,
    { strategy: 'maxmin', count: 7 },
    'selectLanguages: count (of what the rules leave) must be an integer in 1..6, got 7',
  ],
  [
    'no k',
    LINE,
    { strategy: 'kmeans' },
    'selectLanguages: count (of what the rules leave) must be an integer in 1..6, got NaN',
  ],
  [
    'half a language',
    LINE,
    { strategy: 'maxsum', count: 1.5 },
    'selectLanguages: count (of what the rules leave) must be an integer in 1..6, got 1.5',
  ],
  [
    'another strategy',
    LINE,
    { strategy: 'toString' as Strategy, count: 1 },
    `selectLanguages: strategy must be one of ${Object.keys(STRATEGIES).join(', ')}, got "toString"`,
  ],
  [
    'distances with kmeans',
    smallDistances(LINE),
    { strategy: 'kmeans', count: 2 },
    'selectLanguages: kmeans needs vectors, got distances; kmedoids, maxsum, maxmin and facility take distances too',
  ],
  [
    'a list with kmeans',
    ONE,
    { strategy: 'kmeans', count: 1 },
    'selectLanguages: kmeans needs vectors, got a list of languages; kmedoids, maxsum, maxmin and facility take distances too',
  ],
  [
    'a list with maxsum',
    ONE,
    { strategy: 'maxsum', count: 1 },
    'selectLanguages: maxsum needs vectors or distances, got a list of languages; family, random and all take one',
  ],
  [
    'a list without languages',
    [],
    { strategy: 'all' },
    'selectLanguages: the rules must leave a language, got none',
  ],
  ['fewer than all', LINE, { strategy: 'all', count: 2 }, 'selectLanguages: count must be 6 for all, got 2'],
  [
    'families that nobody knows',
    LINE,
    { strategy: 'family', count: 1 },
    'selectLanguages: families must be known of every language, got a, which is not in the catalogue',
  ],
  [
    'more families than there are',
    readLanguages(),
    { strategy: 'family', count: 15 },
    'selectLanguages: count (of what the rules leave) must be an integer in 1..14, got 15',
  ],
  [
    'fewer different languages than clusters',
    smallTable({ a: [1], b: [1], c: [2] }),
    { strategy: 'kmeans', count: 3 },
    'kmeans: count must be in 1..2, the different points, got 3',
  ],
  [
    'a seed that NumPy does not take',
    LINE,
    { strategy: 'kmeans', count: 2, seed: -1 },
    'kmeans: seed must be an integer in 0..4294967295, got -1',
  ],
  [
    'another rule for ties',
    LINE,
    { strategy: 'kmeans', count: 2, ties: 'none' as 'last' },
    'kmeans: ties must be first or last, got none',
  ],
  [
    'no restarts',
    LINE,
    { strategy: 'kmeans', count: 2, restarts: 0 },
    'kmeans: restarts must be an integer in 1..9007199254740991, got 0',
  ],
];

for (const [name, data, options, message] of BAD) {
  test(`selectLanguages(data, options) throws for ${name}`, () => {
    assert.throws(() => selectLanguages(data, options), { name: 'RangeError', message });
  });
}
