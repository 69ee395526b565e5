import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparisonTable } from '../../../src/charts/tables/comparison-table.js';
import { recordsTable } from '../../../src/charts/tables/records-table.js';

const RECORDS = [
  { model: 'mGPT', subset: 'GEO', mean: 52.816, p: null },
  { model: 'mGPT', subset: 'ALL', mean: 52.72, p: 0.5 },
];

test('recordsTable(records, { columns }) shows fields in order, numbers rounded, null empty', () => {
  const table = recordsTable(RECORDS, {
    title: 'Means',
    columns: ['subset', { field: 'mean', header: 'Mean (%)', digits: 2 }, 'p'],
  });
  assert.deepEqual(table.columns, ['subset', 'Mean (%)', 'p']);
  assert.deepEqual(table.rows, [
    [{ text: 'GEO', words: true }, { text: '52.82' }, { text: '' }],
    [{ text: 'ALL', words: true }, { text: '52.72' }, { text: '0.5' }],
  ]);
  assert.deepEqual(table.records, RECORDS);
});

test('recordsTable(records, { title }) shows all fields and has no words but the title', () => {
  const table = recordsTable([{ a: true, b: false }], { title: 'Both' });
  assert.deepEqual(table.rows, [
    [
      { text: 'yes', words: true },
      { text: 'no', words: true },
    ],
  ]);
  assert.deepEqual(
    [table.kind, table.id, table.title, table.caption, table.alt],
    ['table', 'records', 'Both', '', ''],
  );
});

test('recordsTable(records, options) refuses no records, no columns, and a missing field', () => {
  assert.throws(() => recordsTable([], { title: '' }), {
    name: 'RangeError',
    message: 'recordsTable: records must hold at least one, got none',
  });
  assert.throws(() => recordsTable(RECORDS, { title: '', columns: [] }), {
    name: 'RangeError',
    message: 'recordsTable: columns must name a field, got none',
  });
  assert.throws(() => recordsTable(RECORDS, { title: '', columns: ['k'] }), {
    name: 'RangeError',
    message: 'recordsTable: every record must have the field k, got none in records[0]',
  });
});

test('comparisonTable(records, values, options) sets ours beside the paper’s, rounded alike', () => {
  const values = [
    { at: { subset: 'GEO' }, paper: 52.82 },
    { at: { subset: 'ALL' }, paper: 52.8 },
  ];
  const table = comparisonTable(RECORDS, values, { title: 'Ours and the paper’s' });
  assert.deepEqual(table.records, [
    { subset: 'GEO', ours: 52.816, paper: 52.82, difference: 0, agrees: true },
    { subset: 'ALL', ours: 52.72, paper: 52.8, difference: -0.08, agrees: false },
  ]);
  assert.equal(table.alt, '1 of 2 numbers agree with the paper at 2 decimals.');
  assert.deepEqual(table.columns, ['subset', 'ours', 'paper', 'difference', 'agrees']);
});

test('comparisonTable(records, values, { field, digits }) compares another field at other decimals', () => {
  const table = comparisonTable(RECORDS, [{ at: { subset: 'ALL' }, paper: 0.52 }], {
    title: '',
    field: 'p',
    digits: 1,
  });
  assert.equal(table.records[0]?.agrees, true);
});

test('comparisonTable(records, values, { digits: 0 }) says nothing of decimals', () => {
  const table = comparisonTable(RECORDS, [{ at: { subset: 'ALL' }, paper: 53 }], { title: '', digits: 0 });
  assert.equal(table.alt, '1 of 1 numbers agree with the paper.');
});

test('comparisonTable(records, values, options) refuses a value that fits no record, several, or no number', () => {
  for (const [at, field, found] of [
    [{ subset: 'SEM' }, 'mean', 0],
    [{ model: 'mGPT' }, 'mean', 2],
    [{ subset: 'GEO' }, 'p', 1],
  ] as const) {
    assert.throws(() => comparisonTable(RECORDS, [{ at, paper: 1 }], { title: '', field }), {
      name: 'RangeError',
      message: `comparisonTable: ${JSON.stringify(at)} must fit one record with a number ${field}, got ${found} records`,
    });
  }
});
