import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedCell, judgeAgreement } from '../../../src/paper/claims/agreement.js';
import { figureMeans, meanOf, rate, tableMeans, testOf } from '../../../src/paper/claims/compared-means.js';
import { notShipped } from '../../../src/paper/claims/not-shipped.js';
import {
  mostlyUnknown,
  overlapIs,
  overlapOf,
  pretrainedOn,
} from '../../../src/paper/claims/overlap-parts.js';
import { chosenTraining, stepsOfPairs, union } from '../../../src/paper/claims/tuning-facts.js';
import type { Table3Record } from '../../../src/paper/tables/table-3.js';
import type { OverlapRecord } from '../../../src/paper/tables/table-4-6.js';
import { type PublishedTraining, readPublished } from '../../../src/results/published.js';

const STEPS: readonly [pairs: number, model: string, steps: number][] = [
  [67_004, 'mGPT', 7748], // 62,004 pairs, 15,501 batches of 4, 1,937 steps of 8 batches.
  [67_014, 'mGPT', 7752], // 62,014 pairs: 15,504 batches, the last of 2 pairs, are 1,938 steps.
  [67_014, 'BLOOM-7B1', 7748], // 31,007 batches of 2 are 1,937 steps of 16, and 15 batches are dropped.
  [67_017, 'mT5-xl', 7752],
  [5000, 'mGPT', 0],
  [5028, 'mGPT', 0],
  [5029, 'mGPT', 4],
  [5030, 'BLOOM-7B1', 0],
  [5031, 'BLOOM-7B1', 4],
];
for (const [pairs, model, expected] of STEPS) {
  test(`stepsOfPairs(${pairs}, ${model}) is ${expected}`, () =>
    assert.equal(stepsOfPairs(pairs, model), expected));
}

test('stepsOfPairs(pairs, model) gives the steps of every published training on equal shares of 67,017 pairs', () => {
  const { training } = readPublished();
  for (const { source, model, languages, trainSteps } of training) {
    const pairs = languages.length * Math.floor(67_017 / languages.length);
    assert.equal(stepsOfPairs(pairs, model), trainSteps, source);
  }
  // Each number of languages from 1 to 14, 20, 26 and 52 is among them.
  assert.equal(new Set(training.map(({ languages }) => languages.length)).size, 17);
});

test('stepsOfPairs(4999, model) throws, since 5,000 pairs are held out', () => {
  assert.throws(() => stepsOfPairs(4999, 'mGPT'), {
    name: 'RangeError',
    message: 'stepsOfPairs: pairs must be at least the 5000 that are held out, got 4999',
  });
});

test('union(lists) keeps each member once, in order of first appearance', () => {
  assert.deepEqual(union([['b', 'a'], ['a', 'c'], []]), ['b', 'a', 'c']);
});

test('chosenTraining(training, experiment) leaves out ALL, VI and other experiments', () => {
  const one = (experiment: string, subset: string): PublishedTraining => ({
    source: `${experiment} ${subset}`,
    experiment,
    model: 'M',
    subset,
    run: 1,
    selectionSeed: null,
    languages: ['en'],
    baseModel: 'm',
    trainSteps: 4,
    trainHours: 1,
    duplicateOf: null,
  });
  const all = [one('main', 'GEO'), one('main', 'ALL'), one('main', 'VI'), one('analysis', 'GEO')];
  assert.deepEqual(
    chosenTraining(all, 'main').map(({ source }) => source),
    ['main GEO'],
  );
});

test('notShipped(needed) is a finding that says what is missing', () => {
  const finding = notShipped('tuning seeds');
  assert.equal(finding.verdict, 'not checkable here');
  assert.match(finding.why, /^The check needs tuning seeds: .*data\/ give it\.$/);
});

const overlaps = {
  modelSubsetTask: '1/4',
  subsetTask: '2/4',
  modelTask: '3/4',
  modelSubset: '5/10',
};
const row: OverlapRecord = {
  task: 'xnli',
  model: 'BLOOM',
  subset: 'GEO',
  ...overlaps,
  languages: ['en'],
  printed: { ...overlaps, languages: ['en'] },
  agrees: true,
  explanation: null,
};
const key = { task: 'xnli', model: 'BLOOM', subset: 'GEO' };

test('overlapOf(rows, key) gives the asked overlap and throws for a row that is not there', () => {
  assert.equal(overlapOf([row], { ...key, overlap: 'modelTask' }), '3/4');
  assert.throws(
    () => overlapOf([row], { ...key, subset: 'SEM', overlap: 'modelTask' }),
    /^RangeError: overlapOf: there must be a row of xnli, BLOOM, SEM, got none$/,
  );
});

test('overlapIs(rows, key) compares with the claimed overlap', () => {
  const subsetTask = { ...key, overlap: 'subsetTask' } as const;
  assert.deepEqual(overlapIs([row], { ...subsetTask, claimed: '2/4' }), {
    text: 'GEO in XNLI: 2/4',
    credit: 1,
  });
  assert.deepEqual(overlapIs([row], { ...subsetTask, claimed: '3/4' }), {
    text: 'GEO in XNLI: 2/4 (paper 3/4)',
    credit: 0,
  });
});

test('mostlyUnknown(rows, key) has credit only for more than half', () => {
  assert.deepEqual(mostlyUnknown([row], key), { text: 'GEO: 5 of 10 not in BLOOM', credit: 0 });
  assert.equal(mostlyUnknown([{ ...row, modelSubset: '4/10' }], key).credit, 1);
});

test('pretrainedOn(coverage, key) counts simplified or traditional Chinese as Chinese', () => {
  const coverage = [
    { code: 'zh', tasks: ['xnli'], models: ['mT5-xl'] },
    { code: 'zhs', tasks: [], models: ['BLOOM'] },
    { code: 'zht', tasks: [], models: ['BLOOM'] },
    { code: 'de', tasks: ['xnli'], models: [] },
  ];
  const found = pretrainedOn(coverage, { model: 'BLOOM', task: 'xnli', claimed: 0 });
  assert.deepEqual(found, { text: 'BLOOM knows 1 of 2, without de (paper 0)', credit: 0 });
  assert.equal(pretrainedOn(coverage, { model: 'mT5-xl', task: 'xnli', claimed: 1 }).credit, 1);
  assert.throws(
    () => pretrainedOn(coverage.slice(0, 2), { model: 'BLOOM', task: 'xnli', claimed: 1 }),
    /^RangeError: mergeCodes: /,
  );
});

const cell: Table3Record = {
  model: 'mGPT',
  subset: 'GEO',
  column: 'avg',
  mean: 52.82,
  margin: 0.55,
  printed: { mean: 52.8, margin: 0.5 },
  agrees: false,
  p: 0.02,
  band: 0.05,
  direction: 'up',
  best: true,
};
const random: Table3Record = { ...cell, subset: 'RND', mean: 52.42, p: null, band: null, direction: null };
const base: Table3Record = { ...random, subset: 'BASE', mean: null, margin: null, agrees: null };

test('judgeAgreement(cells, of) counts agreeing cells and leaves out those without a counterpart', () => {
  const finding = judgeAgreement([cell, { ...random, agrees: true }, base].map(comparedCell), 'cells');
  assert.equal(finding.verdict, 'partly');
  assert.equal(finding.weFind, '1 of 2 cells agree');
  assert.match(finding.why, /Not as claimed: mGPT GEO avg: 52\.82 ±\s?0\.55, printed 52\.80 ±\s?0\.50\.$/);
});

test('judgeAgreement(cells, of) throws where nothing can be compared', () => {
  assert.throws(() => judgeAgreement([comparedCell(base)], 'cells'), /^RangeError: judge: /);
});

test('tableMeans(records) reads means, for BASE the printed one, and leaves out what is not printed', () => {
  const means = tableMeans([cell, base, { ...base, subset: 'NONE', printed: null }]);
  assert.deepEqual(
    means.map(({ subset, mean, p }) => [subset, mean, p]),
    [
      ['GEO', 52.82, 0.02],
      ['BASE', 52.8, null],
    ],
  );
});

test('figureMeans(records) reads model, subset, mean and number of languages', () => {
  const [mean] = figureMeans([{ model: 'mGPT', subset: 'GEO', k: 14, mean: 52.8, margin: 0.5, p: 0.1 }]);
  assert.deepEqual(mean, {
    model: 'mGPT',
    subset: 'GEO',
    column: null,
    count: 14,
    mean: 52.8,
    margin: 0.5,
    p: 0.1,
  });
});

test('figureMeans(records) throws for a record without a mean', () => {
  assert.throws(
    () => figureMeans([{ model: 'mGPT', subset: 'GEO', mean: null }]),
    /^TypeError: figureMeans: a record must have model, subset and mean, got /,
  );
});

test('meanOf, rate and testOf(means, key) find means and differences by model, subset and column', () => {
  const means = tableMeans([cell, random]);
  const avg = { model: 'mGPT', column: 'avg' };
  assert.equal(meanOf(means, { ...avg, subset: 'GEO' }).mean, 52.82);
  assert.deepEqual(rate(means, ['RND', 'GEO'], avg), [
    { name: 'RND', value: 52.42 },
    { name: 'GEO', value: 52.82 },
  ]);
  const tested = testOf(means, { ...avg, subset: 'GEO', reference: 'RND' });
  assert.deepEqual([tested.name, tested.difference.toFixed(2), tested.p], ['mGPT GEO', '0.40', 0.02]);
});

test('meanOf(means, key) throws for a mean that is not there', () => {
  const means = tableMeans([cell]);
  assert.throws(
    () => meanOf(means, { model: 'mGPT', subset: 'SEM', column: 'avg' }),
    /^RangeError: meanOf: there must be a mean of mGPT SEM avg, got none$/,
  );
  assert.throws(() => meanOf(means, { model: 'mGPT', subset: 'GEO' }), /a mean of mGPT GEO, got none$/);
});
