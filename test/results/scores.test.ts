import assert from 'node:assert/strict';
import { test } from 'node:test';
import { averageScore, meanScore, selectRuns, taskScore } from '../../src/results/scores.js';
import { assertClose } from '../close.js';
import { exampleRun, exampleScore } from './example-run.js';

/** Only the products and sums of a few doubles. */
const TOLERANCE = 1e-14;

const RUN = exampleRun({
  scores: [
    exampleScore('xnli', null, 0.4),
    exampleScore('xnli', 'de', 0.3),
    exampleScore('xnli', 'zh', 0.6),
    exampleScore('xcopa', null, 0.5),
    exampleScore('xstorycloze', null, 0.6),
    exampleScore('xwinograd', null, 0.7),
    exampleScore('pawsx', null, 0.45),
  ],
});

test('taskScore(run, task) is the group’s accuracy in per cent', () => {
  assertClose(taskScore(RUN, 'xnli'), 40, TOLERANCE);
});

test('taskScore(run, task, language) is the language’s accuracy in per cent', () => {
  assertClose(taskScore(RUN, 'xnli', 'zh'), 60, TOLERANCE);
});

test('meanScore(run, task, languages) counts each language once', () => {
  assertClose(meanScore(RUN, 'xnli', ['de', 'zh']), 45, TOLERANCE);
});

test('averageScore(run) is the plain mean of the five benchmarks', () => {
  // (40 + 50 + 60 + 70 + 45) / 5
  assertClose(averageScore(RUN), 53, TOLERANCE);
});

for (const [name, call, message] of [
  [
    'taskScore(run, task)',
    () => taskScore(RUN, 'mmlu'),
    'taskScore: the run must have a score on mmlu, got none in a.log',
  ],
  [
    'taskScore(run, task, language)',
    () => taskScore(RUN, 'xnli', 'vi'),
    'taskScore: the run must have a score on xnli in vi, got none in a.log',
  ],
  [
    'meanScore(run, task, languages)',
    () => meanScore(RUN, 'xnli', ['de', 'vi']),
    'taskScore: the run must have a score on xnli in vi, got none in a.log',
  ],
  ['meanScore(run, task, [])', () => meanScore(RUN, 'xnli', []), 'meanScore: languages must not be empty'],
  [
    'averageScore(run)',
    () => averageScore(exampleRun()),
    'taskScore: the run must have a score on xnli, got none in a.log',
  ],
] as const) {
  test(`${name} throws a RangeError where there is no score`, () => {
    assert.throws(call, { name: 'RangeError', message });
  });
}

const RUNS = [
  exampleRun({ source: 'a', run: 3, languages: ['vi'] }),
  exampleRun({ source: 'b', run: 1, languages: ['vi', 'af'] }),
  exampleRun({ source: 'c', run: 2, subset: 'RND' }),
  exampleRun({ source: 'd', run: 1, model: 'mT5-xl' }),
  exampleRun({ source: 'e', run: 2, experiment: 'analysis' }),
];

for (const [name, filter, sources] of [
  ['all runs for no filter, by their number', {}, 'bdcea'],
  ['one model', { model: 'mGPT' }, 'bcea'],
  ['one subset', { subset: 'RND' }, 'c'],
  ['one experiment', { experiment: 'analysis' }, 'e'],
  ['one number of languages', { count: 2 }, 'b'],
  ['what matches every field', { model: 'mGPT', subset: 'GEO', experiment: 'main' }, 'ba'],
  ['nothing where nothing matches', { model: 'GPT-2' }, ''],
] as const) {
  test(`selectRuns(runs, filter) gives ${name}`, () => {
    assert.equal(
      selectRuns(RUNS, filter)
        .map((run) => run.source)
        .join(''),
      sources,
    );
  });
}

test('selectRuns(runs, filter) leaves its argument in order', () => {
  selectRuns(RUNS, {});
  assert.equal(RUNS.map((run) => run.source).join(''), 'abcde');
});
