import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TUNED_SUBSETS } from '../../../src/charts/subsets.js';
import { type Table3Record, table3 } from '../../../src/paper/tables/table-3.js';
import type { Run } from '../../../src/records/run.js';
import { readPublished } from '../../../src/results/published.js';
import { holm } from '../../../src/results/statistics.js';
import { assertClose } from '../../close.js';
import { smallPublished, smallRuns } from '../small-published.js';

/**
 * Accuracies of three runs a subset. Against RND (50, 51, 52) the differences are: ALL none; FAM −1, −2, −3;
 * GEO 2, 2, 2; LEARN 1, 2, 4; SEM 1, 2, 6; TYPO as GEO.
 */
const ACCURACIES: Readonly<Record<string, readonly number[]>> = {
  ALL: [0.5, 0.51, 0.52],
  RND: [0.5, 0.51, 0.52],
  FAM: [0.49, 0.49, 0.49],
  GEO: [0.52, 0.53, 0.54],
  LEARN: [0.51, 0.53, 0.56],
  SEM: [0.51, 0.53, 0.58],
  TYPO: [0.52, 0.53, 0.54],
};

const RUNS: readonly Run[] = TUNED_SUBSETS.flatMap((subset) =>
  smallRuns('toy', subset, ACCURACIES[subset] ?? []),
);

const SMALL = smallPublished({
  runs: RUNS,
  accuracies: [
    { table: '3', model: 'toy', subset: 'GEO', column: 'xnli', mean: 53, margin: 2.48 },
    { table: '3', model: 'toy', subset: 'FAM', column: 'xnli', mean: 49.01, margin: 0 },
    { table: '3', model: 'toy', subset: 'BASE', column: 'xnli', mean: 54, margin: null },
  ],
});

const TABLE = table3(SMALL, { models: ['toy'] });

function found(records: readonly Table3Record[], subset: string, column = 'xnli'): Table3Record {
  const record = records.find((candidate) => candidate.subset === subset && candidate.column === column);
  assert.ok(record !== undefined, `${subset} ${column}`);
  return record;
}

// With two degrees of freedom p = 1 − t / √(t² + 2), so that these follow by hand.
const EXPECTED: readonly (readonly [string, number, number, number | null, number | null, string | null])[] =
  [
    ['ALL', 51, 2.48, 1, null, null],
    ['RND', 51, 2.48, null, null, null],
    ['FAM', 49, 0, 1 - Math.sqrt(12 / 14), 0.1, 'down'],
    ['GEO', 53, 2.48, 0, 0.05, 'up'],
    ['LEARN', 53.33, 6.25, 1 - Math.sqrt(7 / 9), 0.15, 'up'],
    ['SEM', 54, 8.96, 1 - Math.sqrt(27 / 7 / (27 / 7 + 2)), null, null],
  ];

for (const [subset, mean, margin, p, band, direction] of EXPECTED) {
  test(`table3(published) computes mean, margin and band of ${subset}`, () => {
    const record = found(TABLE.records, subset);
    assert.equal(record.mean, mean);
    assert.equal(record.margin, margin);
    // Differences such as 0.53 − 0.51 carry noise of 1e-16, which the test of equal differences sees as t ≈ 1e15.
    if (p === null) assert.equal(record.p, null);
    else assertClose(record.p ?? NaN, p, 1e-10);
    assert.equal(record.band, band);
    assert.equal(record.direction, direction);
  });
}

test('table3(published) finds the best of each column, ties and the printed BASE included', () => {
  const best = (column: string): string[] =>
    TABLE.records.filter((record) => record.column === column && record.best).map((record) => record.subset);
  assert.deepEqual(best('xnli'), ['SEM', 'BASE']);
  assert.deepEqual(best('avg'), ['SEM']);
});

test('table3(published) sets the print beside each value', () => {
  assert.deepEqual(found(TABLE.records, 'GEO').printed, { mean: 53, margin: 2.48 });
  assert.equal(found(TABLE.records, 'GEO').agrees, true);
  assert.equal(found(TABLE.records, 'FAM').agrees, false);
  assert.equal(found(TABLE.records, 'SEM').agrees, null);
  assert.deepEqual(
    TABLE.rows.flat().filter((cell) => cell.printed !== undefined),
    [
      {
        text: '49.00',
        margin: '0.00',
        printed: '49.01 ±0.00',
        band: { level: 0.1, direction: 'down', p: found(TABLE.records, 'FAM').p },
      },
    ],
  );
});

test('table3(published) has eight rows a model, BASE last', () => {
  assert.deepEqual(
    TABLE.rows.map(([label]) => label?.text),
    [...TUNED_SUBSETS, 'BASE'],
  );
  assert.deepEqual(TABLE.groups, [{ label: 'toy', start: 0 }]);
  assert.deepEqual(TABLE.columns, [
    'Subset',
    'XNLI',
    'XCOPA',
    'XStoryCloze',
    'XWinograd',
    'PAWS-X',
    'Average',
  ]);
  assert.equal(TABLE.records.length, 48);
});

test('table3(published) counts in its words', () => {
  assert.match(TABLE.caption, /reference of the bands is RND, run by run\. .* 1 of 2 tuned cells agree/);
  assert.equal(
    TABLE.alt,
    'Highest average of the tuned models: SEM in toy (54.00). Of 36 comparisons with RND, 18 are over it and 6 ' +
      'under it at p ≤ 0.15.',
  );
});

test('table3(published, { reference }) compares with another subset', () => {
  const { records, caption } = table3(SMALL, { models: ['toy'], reference: 'GEO' });
  assert.equal(found(records, 'GEO').p, null);
  assert.equal(found(records, 'RND').direction, 'down');
  assert.match(caption, /bands is GEO/);
});

test('table3(published, { adjust }) adjusts the p-values of all comparisons together', () => {
  const seen: number[] = [];
  const { records, caption } = table3(SMALL, {
    models: ['toy'],
    adjust: (pValues) => {
      seen.push(pValues.length);
      return pValues.map((p) => Math.min(1, 2 * p));
    },
  });
  assert.deepEqual(seen, [36]);
  assertClose(found(records, 'FAM').p ?? NaN, 2 * (1 - Math.sqrt(12 / 14)), 1e-10);
  assert.equal(found(records, 'FAM').band, 0.15);
  assert.match(caption, /p-values adjusted for their number/);
});

test('table3(published) has neither margins nor tests for single runs', () => {
  const runs = RUNS.filter((run) => run.run === 1);
  const { records } = table3({ ...SMALL, runs }, { models: ['toy'] });
  assert.equal(found(records, 'GEO').mean, 52);
  assert.equal(found(records, 'GEO').margin, null);
  assert.equal(found(records, 'GEO').p, null);
});

test('table3(published, { models }) shows models that the paper leaves out, without BASE', () => {
  const { rows, groups, caption } = table3(
    { ...SMALL, runs: [...RUNS, ...RUNS.map((run) => ({ ...run, model: 'new' }))] },
    { models: ['toy', 'new'] },
  );
  assert.equal(rows.length, 15);
  assert.deepEqual(groups, [
    { label: 'toy', start: 0 },
    { label: 'new', start: 8 },
  ]);
  assert.match(caption, /BASE repeats the print/);
  const alone = table3({ ...SMALL, accuracies: [] }, { models: ['toy'] });
  assert.equal(alone.rows.length, 7);
  assert.match(alone.caption, /RND, run by run\. The paper prints none of these cells\.$/);
});

test('table3(published) throws where a model has no runs', () => {
  assert.throws(() => table3(SMALL, { models: ['other'] }), {
    name: 'RangeError',
    message: /compareRuns: both groups must hold the same repetitions once each/,
  });
});

test('table3(published) agrees with all 126 printed tuned cells', () => {
  const { records, caption } = table3(readPublished());
  const compared = records.filter((record) => record.agrees !== null);
  assert.equal(records.length, 144);
  assert.equal(compared.length, 126);
  assert.deepEqual(
    compared.filter((record) => !record.agrees),
    [],
  );
  assert.match(caption, /126 of 126 tuned cells agree/);
});

test('table3(published) finds the 33 bands of the paper, and none that survives Holm', () => {
  const published = readPublished();
  const bands = (records: readonly Table3Record[]): number =>
    records.filter((record) => record.band !== null).length;
  assert.equal(bands(table3(published).records), 33);
  assert.equal(bands(table3(published, { adjust: holm }).records), 0);
});
