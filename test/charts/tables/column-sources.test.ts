import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnSources, type SourcedRecord } from '../../../src/charts/tables/column-sources.js';

function record(model: string, subset: string, column: string, holds: string | null): SourcedRecord {
  return {
    model,
    subset,
    column,
    mean: 1,
    margin: 1,
    printed: { mean: 1, margin: 1 },
    agrees: holds === null,
    mismatch: holds === null ? null : 'column',
    holds,
  };
}

test('columnSources(records) finds columns that hold the values of others', () => {
  const records = [
    record('mGPT', 'RND', 'es', 'en'),
    record('mGPT', 'RND', 'en', 'es'),
    record('mGPT', 'RND', 'zh', null),
    record('mGPT', 'RND', 'avg', null),
  ];
  assert.deepEqual(columnSources(records), [
    {
      model: 'mGPT',
      header: ['es', 'en', 'zh'],
      holds: ['en', 'es', 'zh'],
      inPlace: false,
      alphabetical: true,
    },
  ]);
});

test('columnSources(records) follows most subsets, not a single slip', () => {
  const records = [
    record('mGPT', 'RND', 'es', null),
    record('mGPT', 'FAM', 'es', 'en'),
    record('mGPT', 'GEO', 'es', null),
    record('mGPT', 'RND', 'en', null),
  ];
  assert.deepEqual(columnSources(records), [
    { model: 'mGPT', header: ['es', 'en'], holds: ['es', 'en'], inPlace: true, alphabetical: false },
  ]);
});

test('columnSources(records) leaves out what has no print to compare', () => {
  assert.deepEqual(columnSources([{ ...record('mGPT', 'BASE', 'es', null), agrees: null }]), []);
});
