import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FrequencyColumn, frequencyMap } from '../../../src/charts/selection/frequency-map.js';
import { readFeatures } from '../../../src/languages/features.js';
import {
  type LanguageFrequency,
  selectionFrequency,
} from '../../../src/selection/stability/selection-frequency.js';
import { assertInert, assertPlain, HOSTILE } from '../../paper/figure-checks.js';
import { LANGUAGES } from './sample-selection.js';

function column(label: string, languages: readonly LanguageFrequency[]): FrequencyColumn {
  const inertia = { least: 1, largest: 1, spread: 0 };
  return { label, frequency: { count: 2, languages, runs: [], inertia, rand: null } };
}

const COLUMNS = [
  column('one', [
    { code: 'aa', chosen: 0.25, chosenOrTied: 1 },
    { code: 'bb', chosen: 0.75, chosenOrTied: 1 },
    { code: 'cc', chosen: 1, chosenOrTied: 1 },
  ]),
  column('two', [
    { code: 'aa', chosen: 0, chosenOrTied: 0 },
    { code: 'bb', chosen: 1, chosenOrTied: 1 },
  ]),
];
const DRAWN = frequencyMap(COLUMNS, { languages: LANGUAGES });

test('frequencyMap(columns) records each cell, the most frequent language first', () => {
  assert.deepEqual(
    DRAWN.records.map(({ code, column: label, chosen }) => [code, label, chosen]),
    [
      ['bb', 'one', 0.75],
      ['bb', 'two', 1],
      ['cc', 'one', 1],
      ['cc', 'two', null],
      ['aa', 'one', 0.25],
      ['aa', 'two', 0],
    ],
  );
  assertPlain(DRAWN);
});

test('frequencyMap(columns) writes per cents on the cells: nothing for never, × where there was no choice', () => {
  const [heat, light, dark] = DRAWN.data as { z?: unknown; text?: unknown; y?: unknown }[];
  assert.deepEqual(heat?.z, [
    [0.25, 0],
    [1, null],
    [0.75, 1],
  ]);
  assert.deepEqual(
    [light?.text, light?.y],
    [
      ['25', '×'],
      [0, 1],
    ],
  );
  assert.deepEqual(
    [dark?.text, dark?.y],
    [
      ['100', '75', '100'],
      [1, 2, 2],
    ],
  );
});

test('frequencyMap(columns, { tied }) counts languages exactly as good', () => {
  const figure = frequencyMap(COLUMNS, { languages: LANGUAGES, tied: true });
  assert.deepEqual((figure.data[0] as { z: unknown }).z, [
    [1, 0],
    [1, null],
    [1, 1],
  ]);
  assert.match(figure.caption, /Chosen with every seed, one: 3 of 2; two: 1 of 2\.$/);
});

test('frequencyMap(columns) says how many languages every seed chooses', () => {
  assert.equal(
    DRAWN.alt,
    'Heat map of 3 languages and 2 columns. Chosen with every seed, one: 1 of 2; two: 1 of 2.',
  );
});

test('frequencyMap(columns) draws what selectionFrequency finds', () => {
  const frequency = selectionFrequency(readFeatures('geo'), { count: 3, seeds: [66, 42], restarts: 1 });
  const figure = frequencyMap([{ label: 'k = 3', frequency }]);
  assert.equal(figure.records.length, 52);
  const total = figure.records.reduce((sum, { chosen }) => sum + Number(chosen), 0);
  assert.equal(total, 3);
});

test('frequencyMap(columns) draws names from data as plain text', () => {
  const languages = [{ code: HOSTILE, name: HOSTILE }];
  assertInert(
    frequencyMap([column(HOSTILE, [{ code: HOSTILE, chosen: 1, chosenOrTied: 1 }])], { languages }),
  );
});

test('frequencyMap(columns) refuses no columns and two of one label', () => {
  assert.throws(() => frequencyMap([]), {
    name: 'RangeError',
    message: 'frequencyMap: columns must hold at least one, got none',
  });
  assert.throws(() => frequencyMap([column('one', []), column('one', [])]), {
    name: 'RangeError',
    message: 'frequencyMap: labels must be different, got one again',
  });
});
