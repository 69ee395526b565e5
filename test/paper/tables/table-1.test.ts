import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table1 } from '../../../src/paper/tables/table-1.js';
import { readPublished } from '../../../src/results/published.js';
import { SELECTION } from '../../charts/selection/sample-selection.js';

const DRAWN = table1(readPublished());

test('table1(published) finds 8 rows letter for letter and 7 but for ties; of 3 no seed is known', () => {
  const rows = (agrees: string): string[] =>
    DRAWN.records.filter((record) => record.agrees === agrees).map(({ subset, run }) => `${subset} ${run}`);
  assert.deepEqual(rows('letter'), [
    'FAM 3',
    'GEO 1',
    'GEO 3',
    'RND 2',
    'RND 3',
    'TYPO 1',
    'TYPO 2',
    'TYPO 3',
  ]);
  assert.deepEqual(rows('ties'), ['GEO 2', 'LEARN 1', 'LEARN 2', 'LEARN 3', 'SEM 1', 'SEM 2', 'SEM 3']);
  assert.deepEqual(rows('seed unknown'), ['FAM 1', 'FAM 2', 'RND 1']);
  assert.deepEqual(rows('no'), []);
});

test('table1(published) names each tie', () => {
  const swapped = DRAWN.records.flatMap((record) =>
    Object.entries(record.swapped).map(
      ([ours, printed]) => `${record.subset} ${record.run} ${ours}=${printed}`,
    ),
  );
  assert.deepEqual(swapped, [
    'GEO 2 ar=he',
    'LEARN 1 de=vi',
    'LEARN 2 de=vi',
    'LEARN 3 de=vi',
    'LEARN 3 fi=nl',
    'SEM 1 he=vi',
    'SEM 1 hr=sl',
    'SEM 2 he=vi',
    'SEM 3 hr=sl',
  ]);
});

test('table1(published) shows a row as printed, with its ties', () => {
  assert.deepEqual(DRAWN.groups[1], { label: 'GEO', start: 3 });
  assert.deepEqual(DRAWN.rows[4], [
    { text: '2', label: true },
    { text: '42' },
    { text: 'af bn et fr (ar = he) hr id ja ka kk mn ta ur vi', words: true },
    { text: 'but for ties', words: true },
  ]);
  assert.match(
    DRAWN.caption,
    /^18 printed rows made again: 8 the same letter for letter, 7 but for .*, 3 whose seed is unknown\. \(ar = he\): ours is ar, /,
  );
});

test('table1(published, { remake }) compares with selections of one’s own', () => {
  const subsets = [
    { table: '1', subset: 'X', run: 1, languages: ['aa', 'dd'] },
    { table: '1', subset: 'X', run: 2, languages: ['cc', 'dd'] },
    { table: '1', subset: 'Y', run: 1, languages: ['cc'] },
    { table: '12', subset: 'X', run: null, languages: ['aa', 'dd'] },
  ];
  const table = table1({ subsets }, { remake: (subset) => (subset === 'X' ? SELECTION : null) });
  assert.deepEqual(
    table.records.map(({ run, agrees }) => [run, agrees]),
    [
      [1, 'letter'],
      [2, 'no'],
      [1, 'seed unknown'],
    ],
  );
  assert.match(table.caption, /1 whose seed is unknown\.$/);
  assert.equal(table.alt, 'Rows that come out differently: X 2.');
  assert.deepEqual(
    table.rows.map(([, seed]) => seed?.text),
    ['7', '7', '–'],
  );
});

test('table1(published) refuses a subset that is not the paper’s', () => {
  const subsets = [{ table: '1', subset: 'X', run: 1, languages: ['aa'] }];
  assert.throws(() => table1({ subsets }), /^RangeError: paperSelection: subset must be one of/);
});
