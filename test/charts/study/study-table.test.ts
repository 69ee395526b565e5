import assert from 'node:assert/strict';
import { test } from 'node:test';
import { studyTable } from '../../../src/charts/study/study-table.js';
import { assertClose } from '../../close.js';
import { BASE, GEO, RND, STUDY } from './sample-study.js';

/** t(0.975, 2): what the margin of three runs is made with. */
const T = 4.302653;

const cell = (subset: string, column: string) =>
  studyTable(STUDY).records.find((record) => record.subset === subset && record.column === column) ??
  assert.fail(`${subset} ${column}`);

test('studyTable(runs) gives mean and margin over the runs of each subset', () => {
  const random = cell('RND', 'avg');
  assertClose(random.mean, 45, 1e-12);
  // s = 3 of 42, 45, 48.
  assertClose(random.margin ?? 0, (T * 3) / Math.sqrt(3), 1e-6);
  const geo = cell('GEO', 'avg');
  assertClose(geo.mean, 145 / 3, 1e-12);
  // Squares of 46, 49, 50 about their mean: 78 / 9.
  assertClose(geo.margin ?? 0, (T * Math.sqrt(78 / 9 / 2)) / Math.sqrt(3), 1e-6);
  assertClose(cell('GEO', 'pocket_names').mean, 145 / 3 + 10, 1e-12);
  assert.deepEqual([cell('ALL', 'avg').margin, cell('BASE', 'avg').margin], [null, null]);
  assertClose(cell('BASE', 'avg').mean, 40, 1e-12);
});

test('studyTable(runs) tests against RND, run i with run i', () => {
  const { difference, p, band } = cell('GEO', 'avg');
  // Differences 4, 4, 2: t = 5; two-sided p of t with two degrees of freedom is 1 − t / √(t² + 2).
  assertClose(difference ?? 0, 10 / 3, 1e-12);
  assertClose(p ?? 0, 1 - 5 / Math.sqrt(27), 1e-9);
  assert.equal(band, 0.05);
  for (const subset of ['RND', 'ALL', 'BASE']) assert.equal(cell(subset, 'avg').p, null);
});

test('studyTable(runs) shows a row a subset in the order of Table 3, then BASE', () => {
  const table = studyTable(STUDY);
  assert.deepEqual(table.columns, ['Subset', 'names', 'XCOPA', 'Average']);
  assert.deepEqual(
    table.rows.map(([label]) => label?.text),
    ['ALL', 'RND', 'GEO', 'BASE'],
  );
  assert.deepEqual(table.rows[2]?.[3], {
    text: '48.33',
    margin: '5.17',
    best: true,
    band: { level: 0.05, direction: 'up', p: cell('GEO', 'avg').p },
  });
  assert.match(
    table.caption,
    /over 3 languages, .* Of ALL there is one run, from which no margin follows\.$/,
  );
  assert.equal(
    table.alt,
    'Highest average of the tuned: GEO (48.33). Of 3 comparisons with RND, 3 are over it and 0 under it at p ≤ 0.15.',
  );
});

test('studyTable(runs) takes what there is of an unfinished study', () => {
  assert.equal(studyTable([BASE]).alt.split('.')[0], 'No tuned run is finished yet');
  const { records } = studyTable([BASE, ...GEO.slice(0, 2), ...RND.slice(0, 1)]);
  const geo = records.find(({ subset, column }) => subset === 'GEO' && column === 'avg');
  assert.deepEqual([geo?.n, geo?.p], [2, null]);
});

test('studyTable(runs) throws without the untuned model', () => {
  assert.throws(() => studyTable(RND), {
    name: 'RangeError',
    message: 'studyTable: runs must hold one of the untuned model, got 0',
  });
  assert.throws(() => studyTable([BASE, BASE]), { message: /got 2$/ });
});
