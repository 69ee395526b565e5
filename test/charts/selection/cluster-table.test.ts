import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterTable } from '../../../src/charts/selection/cluster-table.js';
import { BARE_SELECTION, SELECTION } from './sample-selection.js';

test('clusterTable(selection) has a row for each cluster, with the languages stood for and the ties', () => {
  const { title, caption, columns, rows } = clusterTable(SELECTION);
  assert.equal(title, '2 languages: aa,dd');
  assert.equal(caption, 'inertia 8.2500000; 2 iterations; without features, not chosen from: ee');
  assert.deepEqual(columns, ['chosen', 'stands for', 'as near']);
  assert.deepEqual(
    rows.map((row) => row.map(({ text }) => text)),
    [
      ['aa', 'bb cc', 'bb'],
      ['dd', '', ''],
    ],
  );
});

test('clusterTable(selection) has a row for each language that was chosen at random', () => {
  const { caption, records } = clusterTable(BARE_SELECTION);
  assert.equal(caption, '');
  assert.deepEqual(records, [
    { chosen: 'aa', 'stands for': '', 'as near': '' },
    { chosen: 'dd', 'stands for': '', 'as near': '' },
  ]);
});

test('clusterTable(selection, { title }) has that title', () => {
  assert.equal(clusterTable(SELECTION, { title: 'Own words' }).title, 'Own words');
});

test('clusterTable(selection) throws where no language is chosen', () => {
  assert.throws(() => clusterTable({ ...BARE_SELECTION, languages: [] }), {
    name: 'RangeError',
    message: 'recordsTable: records must hold at least one, got none',
  });
});
