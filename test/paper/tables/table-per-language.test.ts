import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MODELS, TUNED_SUBSETS } from '../../../src/charts/subsets.js';
import {
  type PerLanguageRecord,
  perLanguageTable,
  table7,
  table8,
  table9,
  table10,
  table11,
} from '../../../src/paper/tables/table-per-language.js';
import type { Table } from '../../../src/records/table.js';
import type { PrintedAccuracy, Published } from '../../../src/results/published.js';
import { readPublished } from '../../../src/results/published.js';
import { selectRuns } from '../../../src/results/scores.js';
import { smallPublished, smallRuns } from '../small-published.js';

function print(subset: string, column: string, mean: number, margin: number | null): PrintedAccuracy {
  return { table: '9', model: 'mGPT', subset, column, mean, margin };
}

const SMALL: Published = smallPublished({
  runs: MODELS.flatMap((model) =>
    TUNED_SUBSETS.flatMap((subset) => smallRuns(model, subset, subset === 'GEO' ? [0.6, 0.6] : [0.5, 0.51])),
  ),
  accuracies: [
    print('GEO', 'bb', 60, 0),
    print('GEO', 'xx', 59.99, 0),
    print('GEO', 'avg', 60, 0),
    print('RND', 'bb', 50.5, 6.35),
    print('BASE', 'bb', 61, null),
  ],
});

const TABLE = perLanguageTable(SMALL, { id: '9', task: 'xnli', misprints: { xx: 'aa' } });

function found(subset: string, column: string): PerLanguageRecord | undefined {
  return TABLE.records.find(
    (record) => record.model === 'mGPT' && record.subset === subset && record.column === column,
  );
}

test('perLanguageTable(published, options) takes the printed columns, misprints corrected', () => {
  assert.deepEqual(TABLE.columns, ['Subset', 'bb', 'aa', 'Average']);
  assert.deepEqual(TABLE.rows.length, 40);
  assert.deepEqual(TABLE.groups, [
    { label: 'BLOOM-1.7B', start: 0 },
    { label: 'BLOOM-3B', start: 8 },
    { label: 'BLOOM-7B1', start: 16 },
    { label: 'mGPT', start: 24 },
    { label: 'mT5-xl', start: 32 },
  ]);
});

test('perLanguageTable(published, options) computes mean and margin of a language', () => {
  // t(0.975, df 1) = 12.706205, s = √0.5 points, so 12.706205 · √0.5 / √2 = 6.3531.
  assert.deepEqual(found('RND', 'bb'), {
    model: 'mGPT',
    subset: 'RND',
    column: 'bb',
    mean: 50.5,
    margin: 6.35,
    printed: { mean: 50.5, margin: 6.35 },
    agrees: true,
    mismatch: null,
    holds: null,
  });
});

test('perLanguageTable(published, options) compares a misprinted column and says how it differs', () => {
  const record = found('GEO', 'aa');
  assert.deepEqual(record?.printed, { mean: 59.99, margin: 0 });
  assert.equal(record?.agrees, false);
  assert.equal(record?.mismatch, 'mean');
  assert.match(TABLE.caption, /The paper heads the column aa “xx”\. 3 of 4 tuned cells agree/);
  assert.match(TABLE.caption, /the others are printed: 1 with another mean only\.$/);
});

test('perLanguageTable(published, options) marks prints that differ and the best, BASE included', () => {
  const geo = TABLE.rows[24 + TUNED_SUBSETS.indexOf('GEO')];
  assert.deepEqual(geo, [
    { text: 'GEO', label: true },
    { text: '60.00', margin: '0.00' },
    { text: '60.00', margin: '0.00', best: true, printed: '59.99 ±0.00' },
    { text: '60.00', margin: '0.00', best: true },
  ]);
  assert.deepEqual(TABLE.rows[31], [
    { text: 'BASE', label: true },
    { text: '61.00', best: true },
    { text: '–' },
    { text: '–' },
  ]);
});

test('perLanguageTable(published, options) names the cell whose value is printed', () => {
  const runs = SMALL.runs.map((run) => ({
    ...run,
    scores: run.scores.map((score) =>
      score.language === 'bb' ? { ...score, accuracy: run.subset === 'GEO' ? 0.4 : 0.3 } : score,
    ),
  }));
  const accuracies = [print('GEO', 'bb', 60, 0), print('GEO', 'aa', 40, 0), print('SEM', 'bb', 40, 0)];
  const { records, caption } = perLanguageTable({ ...SMALL, runs, accuracies }, { id: '9', task: 'xnli' });
  assert.deepEqual(
    records
      .filter((record) => record.agrees === false)
      .map(({ subset, column, holds }) => [subset, column, holds]),
    [
      ['GEO', 'bb', 'aa'],
      ['GEO', 'aa', 'bb'],
      ['SEM', 'bb', 'mGPT GEO bb'],
    ],
  );
  assert.match(
    caption,
    /Under its header the paper prints the languages in alphabetical order \(aa bb\) for mGPT\.$/,
  );
});

test('perLanguageTable(published, options) throws where there is nothing to recompute', () => {
  assert.throws(() => perLanguageTable(SMALL, { id: '8', task: 'xcopa' }), {
    name: 'RangeError',
    message: 'perLanguageTable: accuracies must hold printed cells of Table 8, got none',
  });
  const runs = selectRuns(SMALL.runs, { subset: 'RND' });
  assert.throws(() => perLanguageTable({ ...SMALL, runs }, { id: '9', task: 'xnli' }), {
    name: 'RangeError',
    message: 'perLanguageTable: runs must hold main runs of BLOOM-1.7B ALL, got none',
  });
});

const PUBLISHED = readPublished();

/** Table, tuned cells, how many agree, and how the others differ. */
const COUNTS: readonly (readonly [
  string,
  (published: Published) => Table<PerLanguageRecord>,
  number,
  number,
  object,
])[] = [
  ['7', table7, 560, 557, { cut: 2, both: 1 }],
  ['8', table8, 420, 404, { margin: 11, column: 1, row: 2, mean: 1, both: 1 }],
  ['9', table9, 420, 126, { column: 293, both: 1 }],
  ['10', table10, 245, 236, { cut: 9 }],
  ['11', table11, 280, 278, { cut: 2 }],
];

for (const [id, make, cells, agreeing, kinds] of COUNTS) {
  test(`table${id}(published) agrees with ${agreeing} of ${cells} printed tuned cells`, () => {
    const { records, caption } = make(PUBLISHED);
    const compared = records.filter((record) => record.agrees !== null);
    assert.equal(compared.length, cells);
    assert.equal(compared.filter((record) => record.agrees).length, agreeing);
    const counted: Record<string, number> = {};
    for (const { mismatch } of compared) {
      if (mismatch !== null) counted[mismatch] = (counted[mismatch] ?? 0) + 1;
    }
    assert.deepEqual(counted, kinds);
    assert.ok(caption.includes(`${agreeing} of ${cells} tuned cells agree`));
  });
}

test('table7(published) lists the three printed cells that differ', () => {
  assert.deepEqual(
    table7(PUBLISHED)
      .records.filter((record) => record.agrees === false)
      .map(({ model, subset, column, mean, margin, printed }) => [
        model,
        subset,
        column,
        mean,
        margin,
        printed,
      ]),
    [
      ['BLOOM-1.7B', 'ALL', 'ar', 33.09, 0.17, { mean: 33.41, margin: 0.95 }],
      ['BLOOM-7B1', 'RND', 'bg', 38.57, 1.26, { mean: 38.57, margin: 1.25 }],
      ['mT5-xl', 'RND', 'el', 33.55, 3, { mean: 33.55, margin: 2.99 }],
    ],
  );
});

test('table8(published) names the cells whose values are printed elsewhere', () => {
  assert.deepEqual(
    table8(PUBLISHED)
      .records.filter((record) => record.holds !== null)
      .map(({ model, subset, column, holds }) => [model, subset, column, holds]),
    [
      ['mGPT', 'GEO', 'tr', 'mGPT FAM tr'],
      ['mT5-xl', 'RND', 'tr', 'th'],
      ['mT5-xl', 'TYPO', 'tr', 'mGPT TYPO tr'],
    ],
  );
});

test('table9(published) finds the columns in alphabetical order for four models, in another for BLOOM-1.7B', () => {
  const { caption, columns } = table9(PUBLISHED);
  assert.deepEqual(columns.slice(1), [
    'ar',
    'es',
    'hi',
    'ru',
    'sw',
    'en',
    'eu',
    'id',
    'my',
    'te',
    'zh',
    'Average',
  ]);
  assert.match(
    caption,
    /as eu sw ar id eu te hi my en ru zh for BLOOM-1\.7B; in alphabetical order \(ar en es eu hi id my ru sw te zh\) for BLOOM-3B, BLOOM-7B1, mGPT, mT5-xl\.$/,
  );
});
