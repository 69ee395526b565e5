import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandSymbol, tableLegend } from '../../../src/charts/tables/table-legend.js';
import type { Band, Cell, Table } from '../../../src/records/table.js';

const SYMBOLS: readonly (readonly [Band['level'], Band['direction'], string])[] = [
  [0.05, 'up', '▲▲▲'],
  [0.1, 'up', '▲▲'],
  [0.15, 'up', '▲'],
  [0.05, 'down', '▼▼▼'],
  [0.1, 'down', '▼▼'],
  [0.15, 'down', '▼'],
];

for (const [level, direction, expected] of SYMBOLS) {
  test(`bandSymbol(band) of ${level} ${direction} is ${expected}`, () =>
    assert.equal(bandSymbol({ level, direction, p: 0.01 }), expected));
}

const WORDS = { best: 'Bold', printed: 'Struck' };

const LEGENDS: readonly (readonly [string, Cell, string])[] = [
  ['is empty without marks', { text: '1' }, ''],
  ['explains margins', { text: '1', margin: '2' }, '±: half width of the 95 % interval over runs.'],
  ['explains the best', { text: '1', best: true }, 'Bold: best of its column within the group.'],
  ['leaves out what is not the best', { text: '1', best: false }, ''],
  [
    'explains bands',
    { text: '1', band: { level: 0.1, direction: 'up', p: 0.07 } },
    '▲▲▲ p ≤ 0.05, ▲▲ p ≤ 0.10, ▲ p ≤ 0.15: over the reference; ▼ likewise: under it (two-sided paired t-test).',
  ],
  ['explains prints', { text: '1', printed: '2' }, 'Struck: what the paper prints, where that differs.'],
  [
    'joins several sentences',
    { text: '1', best: true, printed: '2' },
    'Bold: best of its column within the group. Struck: what the paper prints, where that differs.',
  ],
];

for (const [name, cell, expected] of LEGENDS) {
  test(`tableLegend(table, words) ${name}`, () => {
    const table: Table = {
      kind: 'table',
      id: 'x',
      title: 'T',
      caption: '',
      alt: '',
      columns: ['a'],
      rows: [[cell]],
      groups: [],
      records: [],
    };
    assert.equal(tableLegend(table, WORDS), expected);
  });
}
