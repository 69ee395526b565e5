import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AccuracyRecord,
  accuracyCell,
  agreement,
  baseRecord,
  bestAverages,
  bestRecords,
  formatEstimate,
  printedEstimate,
  roundEstimate,
  sameEstimate,
  shownMean,
  tunedRecord,
} from '../../../src/charts/tables/table-accuracy.js';

const KEY = { model: 'mGPT', subset: 'GEO', column: 'avg' };

function tuned(subset: string, mean: number, model = 'mGPT'): AccuracyRecord {
  return tunedRecord({ model, subset, column: 'avg' }, { mean, margin: 0.1 }, null);
}

test('roundEstimate(summary) keeps two decimals of mean and margin', () => {
  assert.deepEqual(roundEstimate({ n: 3, mean: 52.8189, margin: 0.5549 }), { mean: 52.82, margin: 0.55 });
  assert.deepEqual(roundEstimate({ n: 1, mean: 52.8189, margin: null }), { mean: 52.82, margin: null });
});

test('sameEstimate(a, b) compares mean and margin', () => {
  assert.equal(sameEstimate({ mean: 1, margin: 2 }, { mean: 1, margin: 2 }), true);
  assert.equal(sameEstimate({ mean: 1, margin: 2 }, { mean: 1, margin: 3 }), false);
  assert.equal(sameEstimate({ mean: 1, margin: null }, { mean: 2, margin: null }), false);
});

test('printedEstimate(accuracies, key) finds a cell, or null', () => {
  const accuracies = [{ table: '3', ...KEY, mean: 52.82, margin: 0.55 }];
  assert.deepEqual(printedEstimate(accuracies, KEY), { mean: 52.82, margin: 0.55 });
  assert.equal(printedEstimate(accuracies, { ...KEY, subset: 'RND' }), null);
});

test('tunedRecord(key, estimate, printed) says whether the print agrees', () => {
  const estimate = { mean: 52.82, margin: 0.55 };
  assert.equal(tunedRecord(KEY, estimate, estimate).agrees, true);
  assert.equal(tunedRecord(KEY, estimate, { mean: 52.82, margin: 0.56 }).agrees, false);
  assert.equal(tunedRecord(KEY, estimate, null).agrees, null);
});

test('baseRecord(model, column, printed) shows the print and compares nothing', () => {
  const record = baseRecord('mGPT', 'avg', { mean: 52.24, margin: null });
  assert.deepEqual(record, {
    model: 'mGPT',
    subset: 'BASE',
    column: 'avg',
    mean: null,
    margin: null,
    printed: { mean: 52.24, margin: null },
    agrees: null,
  });
  assert.equal(shownMean(record), 52.24);
  assert.equal(shownMean(baseRecord('mGPT', 'avg', null)), null);
});

test('bestRecords(records) takes the highest of each model and column, BASE and ties included', () => {
  const records = [
    tuned('RND', 52),
    tuned('GEO', 53),
    tuned('SEM', 53),
    tuned('RND', 48, 'mT5-xl'),
    baseRecord('mT5-xl', 'avg', { mean: 49, margin: null }),
    baseRecord('BLOOM-3B', 'avg', null),
  ];
  const best = bestRecords(records);
  assert.deepEqual(
    records.map((record) => best.has(record)),
    [false, true, true, false, true, false],
  );
});

const CELLS: readonly (readonly [string, AccuracyRecord, boolean, object])[] = [
  ['shows mean and margin', tuned('RND', 52), false, { text: '52.00', margin: '0.10' }],
  ['marks the best', tuned('RND', 52), true, { text: '52.00', margin: '0.10', best: true }],
  [
    'shows a print that differs',
    tunedRecord(KEY, { mean: 52.8, margin: 0.5 }, { mean: 52.79, margin: 0.5 }),
    false,
    { text: '52.80', margin: '0.50', printed: '52.79 ±0.50' },
  ],
  [
    'shows BASE as printed',
    baseRecord('mGPT', 'avg', { mean: 52.2, margin: null }),
    false,
    { text: '52.20' },
  ],
  ['shows a dash where there is nothing', baseRecord('mGPT', 'avg', null), false, { text: '–' }],
];

for (const [name, record, best, expected] of CELLS) {
  test(`accuracyCell(record, best) ${name}`, () => assert.deepEqual(accuracyCell(record, best), expected));
}

test('formatEstimate(estimate) writes two decimals', () => {
  assert.equal(formatEstimate({ mean: 53.1, margin: 0.5 }), '53.10 ±0.50');
  assert.equal(formatEstimate({ mean: 53.1, margin: null }), '53.10');
});

test('agreement(records) counts what can be compared', () => {
  assert.equal(agreement([{ agrees: true }, { agrees: false }, { agrees: null }]), '1 of 2');
});

test('bestAverages(records) names the best tuned subsets of each model', () => {
  const records = [
    tuned('RND', 52),
    tuned('GEO', 53.5),
    tuned('SEM', 53.5),
    tuned('RND', 48, 'mT5-xl'),
    baseRecord('mT5-xl', 'avg', { mean: 49, margin: null }),
  ];
  assert.equal(bestAverages(records), 'GEO and SEM in mGPT (53.50), RND in mT5-xl (48.00)');
});
