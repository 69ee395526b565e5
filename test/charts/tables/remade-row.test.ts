import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementCounts, languagesCell, remadeRow } from '../../../src/charts/tables/remade-row.js';
import type { Selection } from '../../../src/selection/selection.js';
import { SELECTION } from '../selection/sample-selection.js';

function printed(languages: string): Parameters<typeof remadeRow>[0] {
  return { table: '1', subset: 'GEO', run: 1, languages: languages.split(' ') };
}

const KMEANS: Selection = { ...SELECTION, options: { ...SELECTION.options, restarts: 10 } };

const CASES: readonly (readonly [name: string, row: string, agrees: string, text: string, print?: string])[] =
  [
    ['the same languages in another order', 'dd aa', 'letter', 'dd aa'],
    ['a language exactly as good', 'dd bb', 'ties', 'dd (aa = bb)'],
    ['another language', 'aa cc', 'no', 'aa dd', 'aa cc'],
  ];

for (const [name, row, agrees, text, print] of CASES) {
  test(`languagesCell(remadeRow(row, selection)) shows ${name}`, () => {
    const made = remadeRow(printed(row), KMEANS);
    assert.equal(made.agrees, agrees);
    assert.deepEqual([made.seed, made.restarts, made.ours], [7, 10, ['aa', 'dd']]);
    const cell = { text, words: true };
    assert.deepEqual(languagesCell(made), print === undefined ? cell : { ...cell, printed: print });
  });
}

test('remadeRow(row, selection) says what was swapped and what differs', () => {
  const tied = remadeRow(printed('bb dd'), KMEANS);
  assert.deepEqual([tied.swapped, tied.onlyOurs, tied.onlyPrinted], [{ aa: 'bb' }, [], []]);
  const other = remadeRow(printed('cc dd'), KMEANS);
  assert.deepEqual([other.swapped, other.onlyOurs, other.onlyPrinted], [{}, ['aa'], ['cc']]);
});

test('remadeRow(row, selection) has no starts where the strategy has none', () => {
  assert.equal(remadeRow(printed('aa dd'), SELECTION).restarts, null);
});

test('remadeRow(row, null) is a row of which no seed is known, shown as printed', () => {
  const row = remadeRow(printed('dd aa'), null);
  assert.deepEqual(row, {
    subset: 'GEO',
    printed: ['dd', 'aa'],
    ours: null,
    agrees: 'seed unknown',
    swapped: {},
    onlyOurs: [],
    onlyPrinted: [],
    seed: null,
    restarts: null,
  });
  assert.deepEqual(languagesCell(row), { text: 'dd aa', words: true });
});

test('agreementCounts(rows) counts the ways that occur', () => {
  const rows = [{ agrees: 'ties' }, { agrees: 'letter' }, { agrees: 'letter' }] as const;
  assert.equal(agreementCounts(rows), '2 the same letter for letter, 1 but for languages exactly as good');
});
