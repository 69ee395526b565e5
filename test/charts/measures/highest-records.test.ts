import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highestRecords } from '../../../src/charts/measures/highest-records.js';

const RECORDS = [
  { model: 'B', subset: 'GEO', mean: 50, p: 0.1 },
  { model: 'A', subset: 'SEM', mean: 52, p: 0.3 },
  { model: 'B', subset: 'FAM', mean: 51, p: 0.05 },
  { model: 'A', subset: 'RND', mean: 52, p: null },
];

test('highestRecords(records, { by }) keeps the highest mean of each group, the first of equals', () => {
  assert.deepEqual(highestRecords(RECORDS, { by: 'model' }), [RECORDS[2], RECORDS[1]]);
});

test('highestRecords(records, { by, field }) ranks by another field', () => {
  assert.deepEqual(highestRecords(RECORDS.slice(0, 3), { by: 'model', field: 'p' }), [
    RECORDS[0],
    RECORDS[1],
  ]);
});

test('highestRecords(records, { by }) of nothing is nothing', () => {
  assert.deepEqual(highestRecords([], { by: 'model' }), []);
});

test('highestRecords(records, { by, field }) refuses records without the group or the number', () => {
  assert.throws(() => highestRecords(RECORDS, { by: 'k' }), {
    name: 'RangeError',
    message: 'highestRecords: every record must have k and a number mean, got undefined and 50 in records[0]',
  });
  assert.throws(() => highestRecords(RECORDS, { by: 'model', field: 'p' }), {
    name: 'RangeError',
    message: 'highestRecords: every record must have model and a number p, got A and null in records[3]',
  });
});
