import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table4to6 } from '../../../src/paper/tables/table-4-6.js';
import { type PrintedOverlap, type Published, readPublished } from '../../../src/results/published.js';
import { smallPublished } from '../small-published.js';

const ROW: PrintedOverlap = {
  task: 'xnli',
  model: 'mGPT',
  subset: 'GEO',
  modelSubsetTask: '1/3',
  subsetTask: '2/3',
  modelTask: '2/3',
  modelSubset: '2/4',
  languages: ['ar'],
};

/** Benchmark ar en zh; mGPT ar en fr; mT5-xl all; GEO over its seeds ar fr ja zh. */
function small(overlaps: readonly PrintedOverlap[]): Published {
  return smallPublished({
    overlaps,
    coverage: [
      { code: 'ar', tasks: ['xnli'], models: ['mGPT', 'mT5-xl'] },
      { code: 'en', tasks: ['xnli'], models: ['mGPT', 'mT5-xl'] },
      { code: 'fr', tasks: [], models: ['mGPT', 'mT5-xl'] },
      { code: 'ja', tasks: [], models: ['mT5-xl'] },
      { code: 'zh', tasks: ['xnli'], models: ['mT5-xl'] },
    ],
    subsets: [
      { table: '1', subset: 'GEO', run: 1, languages: ['ar', 'fr'] },
      { table: '1', subset: 'GEO', run: 2, languages: ['fr', 'ja', 'zh'] },
      { table: '12', subset: 'GEO', run: null, languages: ['en'] },
    ],
  });
}

test('table4to6(published) counts languages that model, subset and benchmark share', () => {
  const { rows, records } = table4to6(small([ROW]));
  assert.deepEqual(rows, [
    [
      { text: 'mGPT', label: true },
      { text: 'GEO', label: true },
      { text: '1/3' },
      { text: '2/3' },
      { text: '2/3' },
      { text: '2/4' },
      { text: 'ar', words: true },
    ],
  ]);
  assert.equal(records[0]?.agrees, true);
  assert.equal(records[0]?.explanation, null);
});

const TWIN: PrintedOverlap = {
  ...ROW,
  model: 'mT5-xl',
  modelSubsetTask: '2/3',
  modelTask: '3/3',
  modelSubset: '4/4',
  languages: ['zh', 'ar'],
};

const EXPLANATIONS: readonly (readonly [string, string, string | null])[] = [
  [
    'a share of the model’s languages',
    '2/3',
    "2/3 counts over the model's 3 languages, not over the subset's 4",
  ],
  ['the value of another model', '4/4', '4/4 is the value of mT5-xl'],
  ['no rule it knows', '3/4', null],
];

for (const [name, modelSubset, expected] of EXPLANATIONS) {
  test(`table4to6(published) explains a printed value by ${name}`, () => {
    const { records, rows } = table4to6(small([{ ...ROW, modelSubset }, TWIN]));
    assert.equal(records[0]?.agrees, false);
    assert.equal(records[0]?.explanation, expected);
    assert.deepEqual(rows[0]?.[5], { text: '2/4', printed: modelSubset });
  });
}

test('table4to6(published) marks a list of languages that differs, in whatever order it is printed', () => {
  const { rows, records } = table4to6(small([{ ...ROW, languages: ['-'] }, TWIN]));
  assert.deepEqual(rows[0]?.[6], { text: 'ar', printed: '–', words: true });
  assert.deepEqual(
    records.map((record) => record.agrees),
    [false, true],
  );
});

test('table4to6(published) gathers rows by benchmark in the order of Table 3', () => {
  const published = small([{ ...ROW, task: 'pawsx' }, ROW]);
  const coverage = published.coverage.map((language) => ({
    ...language,
    tasks: [...language.tasks, 'pawsx'],
  }));
  const { groups, caption, alt } = table4to6({ ...published, coverage });
  assert.deepEqual(groups, [
    { label: 'XNLI', start: 0 },
    { label: 'PAWS-X', start: 1 },
  ]);
  assert.match(caption, /1 of 2 rows agree with the print\.$/);
  assert.match(alt, /mGPT 0 of 2/);
});

test('table4to6(published) throws where a row names what has no languages', () => {
  assert.throws(() => table4to6(small([{ ...ROW, subset: 'SEM' }])), {
    name: 'RangeError',
    message:
      'table4to6: task, model and subset must have languages, got no subset languages for xnli, mGPT, SEM',
  });
  assert.throws(() => table4to6(small([{ ...ROW, task: 'none' }])), /got no task languages/);
  assert.throws(() => table4to6(small([{ ...ROW, model: 'none' }])), /got no model languages/);
});

test('table4to6(published) agrees with 99 of the 105 printed rows, and explains the other 6', () => {
  const { records, caption } = table4to6(readPublished());
  assert.equal(records.length, 105);
  assert.deepEqual(
    records
      .filter((record) => !record.agrees)
      .map(({ task, model, subset, explanation }) => [task, model, subset, explanation]),
    [
      ['xnli', 'BLOOM', 'ALL', "18/46 counts over the model's 46 languages, not over the subset's 52"],
      ['xcopa', 'BLOOM', 'ALL', "18/46 counts over the model's 46 languages, not over the subset's 52"],
      ['xstorycloze', 'BLOOM', 'ALL', "18/46 counts over the model's 46 languages, not over the subset's 52"],
      ['xstorycloze', 'mGPT', 'SEM', '15/16 is the value of mT5-xl'],
      ['xwinograd', 'BLOOM', 'ALL', "18/46 counts over the model's 46 languages, not over the subset's 52"],
      ['pawsx', 'BLOOM', 'ALL', "18/46 counts over the model's 46 languages, not over the subset's 52"],
    ],
  );
  assert.match(caption, /99 of 105 rows agree/);
});

test('table4to6(published) may take the languages from Table 1, for the main runs were tuned on the same', () => {
  const { subsets, training } = readPublished();
  for (const run of training.filter(({ experiment, subset }) => experiment === 'main' && subset !== 'ALL')) {
    const row = subsets.find(
      ({ table, subset, run: number }) => table === '1' && subset === run.subset && number === run.run,
    );
    assert.deepEqual([...run.languages].sort(), [...(row?.languages ?? [])].sort(), run.source);
  }
});
