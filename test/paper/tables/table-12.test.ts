import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table12 } from '../../../src/paper/tables/table-12.js';
import { readPublished } from '../../../src/results/published.js';
import { SELECTION } from '../../charts/selection/sample-selection.js';

const DRAWN = table12(readPublished());

test('table12(published) finds which row of Table 1 each is', () => {
  assert.deepEqual(
    DRAWN.records.map(({ subset, sameAsRun, agrees }) => [subset, sameAsRun, agrees]),
    [
      ['FAM', 1, 'seed unknown'],
      ['GEO', 2, 'ties'],
      ['LEARN', 2, 'ties'],
      ['RND', 1, 'seed unknown'],
      ['SEM', null, 'ties'],
      ['TYPO', 1, 'letter'],
    ],
  );
  assert.match(DRAWN.alt, /FAM run 1, GEO run 2, LEARN run 2, RND run 1, SEM none, TYPO run 1\.$/);
});

test('table12(published) makes SEM of seed 42 with a single start', () => {
  const { seed, restarts, swapped } = DRAWN.records.find(({ subset }) => subset === 'SEM') ?? {};
  assert.deepEqual([seed, restarts, swapped], [42, 1, { he: 'vi', hr: 'sl' }]);
  assert.equal(
    DRAWN.caption,
    '5 of 6 rows are rows of Table 1. SEM is none: it comes out of seed 42 with 1 start of k-means instead of ten, but for languages exactly as good.',
  );
  assert.deepEqual(
    DRAWN.rows[4]?.map(({ text }) => text),
    [
      'SEM',
      'bn gl gu ka ko ml my pl ps (hr = sl) sv tl uk (he = vi)',
      'none',
      'but for ties (seed 42, 1 start)',
    ],
  );
});

const OWN = [
  { table: '1', subset: 'X', run: 1, languages: ['dd', 'aa'] },
  { table: '12', subset: 'X', run: null, languages: ['aa', 'dd'] },
  { table: '12', subset: 'Y', run: null, languages: ['aa', 'dd'] },
  { table: '12', subset: 'Z', run: null, languages: ['cc', 'dd'] },
];

test('table12(published, options) compares with selections of one’s own, whatever the order of the print', () => {
  const selection = { ...SELECTION, options: { ...SELECTION.options, restarts: 2 } };
  const table = table12({ subsets: OWN }, { remake: () => selection, attempts: () => [selection] });
  assert.deepEqual(
    table.records.map(({ sameAsRun, agrees }) => [sameAsRun, agrees]),
    [
      [1, 'letter'],
      [null, 'letter'],
      [null, 'seed unknown'],
    ],
  );
  assert.match(
    table.caption,
    /^1 of 3 .* Y is none: it comes out of seed 7 with 2 starts of k-means instead of ten\./,
  );
  assert.match(table.caption, /Z is none, and no seed is known to give it\.$/);
  assert.deepEqual(
    table.rows.map((row) => row[3]?.text),
    ['the same (seed 7, 2 starts)', 'the same (seed 7, 2 starts)', 'seed unknown'],
  );
});

test('table12(published) tries nothing for a subset that is not made by k-means', () => {
  const subsets = [{ table: '12', subset: 'FAM', run: null, languages: ['aa'] }];
  assert.equal(table12({ subsets }).records[0]?.agrees, 'seed unknown');
});

test('table12(published) refuses a subset that is not the paper’s', () => {
  const subsets = [{ table: '12', subset: 'X', run: null, languages: ['aa'] }];
  assert.throws(() => table12({ subsets }), {
    name: 'RangeError',
    message: 'table12: a row must be of TYPO, GEO, LEARN, SEM, FAM, RND, ALL, got X',
  });
});
