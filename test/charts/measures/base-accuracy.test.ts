import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  baseAccuracy,
  baseAverage,
  baseSelected,
  baseTask,
  XWINOGRAD_DOCUMENTS,
} from '../../../src/charts/measures/base-accuracy.js';
import { TABLE_3_MODELS } from '../../../src/charts/subsets.js';
import { TASKS } from '../../../src/records/run.js';
import {
  type PrintedAccuracy,
  readPrintedAccuracies,
  readPublishedRuns,
} from '../../../src/results/published.js';
import { taskScore } from '../../../src/results/scores.js';
import { assertClose } from '../../close.js';

const PRINTED = readPrintedAccuracies();
const FIGURE_1_LANGUAGES = {
  xnli: ['ar', 'bg', 'el', 'es', 'ru', 'tr'],
  xcopa: ['ht', 'qu', 'tr'],
  xstorycloze: ['ar', 'es', 'eu', 'ru', 'te'],
  xwinograd: ['ru'],
  pawsx: ['es'],
};

test('baseAccuracy(accuracies, model, task, language) finds Telugu under the printed header th', () => {
  assert.equal(baseAccuracy(PRINTED, 'mGPT', 'xstorycloze', 'te'), 57.25);
  assert.equal(baseAccuracy(PRINTED, 'mGPT', 'xnli', 'th'), 36.83);
});

test('baseAccuracy(accuracies, model, task, language) refuses what is not printed', () => {
  assert.throws(() => baseAccuracy(PRINTED, 'GPT-9', 'xnli', 'ar'), {
    name: 'RangeError',
    message: 'baseAccuracy: the paper must print xnli in ar for the untuned model, got nothing for GPT-9',
  });
});

// What the authors' notebook printed, at three decimals.
const FIGURE_1_BASE: readonly (readonly [string, number])[] = [
  ['BLOOM-1.7B', 49.158],
  ['BLOOM-3B', 48.496],
  ['BLOOM-7B1', 49.502],
  ['mGPT', 50.644],
  ['mT5-xl', 47.203],
];
for (const [model, expected] of FIGURE_1_BASE) {
  test(`baseSelected(accuracies, model, languages) of ${model} over Figure 1's languages is ${expected}`, () => {
    assert.equal(Number(baseSelected(PRINTED, model, FIGURE_1_LANGUAGES).toFixed(3)), expected);
  });
}

test('baseSelected(accuracies, model, languages) refuses a choice of nothing', () => {
  assert.throws(() => baseSelected(PRINTED, 'mGPT', {}), RangeError);
});

test('baseTask(accuracies, model, task) agrees with Table 3 but for the rounding of its cells', () => {
  for (const model of TABLE_3_MODELS) {
    for (const task of TASKS) {
      const cell = PRINTED.find(
        (printed) =>
          printed.table === '3' &&
          printed.model === model &&
          printed.subset === 'BASE' &&
          printed.column === task,
      );
      // Each cell is rounded to 0.01, and so is Table 3.
      assert.ok(Math.abs(baseTask(PRINTED, model, task) - Number(cell?.mean)) <= 0.01, `${model} ${task}`);
    }
  }
});

const CELLS: readonly PrintedAccuracy[] = [
  { table: '10', model: 'M', subset: 'BASE', column: 'fr', mean: 100, margin: null },
  { table: '10', model: 'M', subset: 'BASE', column: 'pt', mean: 0, margin: null },
  { table: '10', model: 'M', subset: 'BASE', column: 'avg', mean: 77, margin: null },
];

test('baseTask(accuracies, model, task) weights XWinograd by documents and ignores printed averages', () => {
  assertClose(baseTask(CELLS, 'M', 'xwinograd'), (100 * 83) / (83 + 263), 1e-12);
});

test('baseTask(accuracies, model, task) refuses a model that is not printed and a language without a weight', () => {
  assert.throws(() => baseTask(PRINTED, 'GPT-9', 'xcopa'), {
    name: 'RangeError',
    message: 'baseTask: the paper must print xcopa for the untuned model, got nothing for GPT-9',
  });
  const odd: PrintedAccuracy = {
    table: '10',
    model: 'M',
    subset: 'BASE',
    column: 'xx',
    mean: 1,
    margin: null,
  };
  assert.throws(() => baseTask([odd], 'M', 'xwinograd'), {
    name: 'RangeError',
    message: 'baseTask: languages of XWinograd must be among en, fr, ja, pt, ru, zh, got xx',
  });
});

test('XWINOGRAD_DOCUMENTS weight the languages of every published run to its group accuracy', () => {
  const weights = Object.entries(XWINOGRAD_DOCUMENTS);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const run of readPublishedRuns()) {
    const weighted = weights.reduce(
      (sum, [code, weight]) => sum + weight * taskScore(run, 'xwinograd', code),
      0,
    );
    // Logs round accuracies to four decimals: 0.01 in per cent for the sum of both sides.
    assert.ok(Math.abs(weighted / total - taskScore(run, 'xwinograd')) <= 0.01 + 1e-9, run.source);
  }
});

// The averages of Figure 2's notebook for BLOOM, and of Table 3 for the others.
const AVERAGES: readonly (readonly [string, number])[] = [
  ['BLOOM-1.7B', 54.24],
  ['BLOOM-3B', 54.93],
  ['BLOOM-7B1', 56.13],
  ['mGPT', 52.24],
  ['mT5-xl', 47.55],
];
for (const [model, expected] of AVERAGES) {
  test(`baseAverage(accuracies, model) of ${model} is ${expected}`, () => {
    assert.equal(Number(baseAverage(PRINTED, model).toFixed(2)), expected);
  });
}

test('baseAverage(accuracies, model) refuses a model that is not printed', () => {
  assert.throws(() => baseAverage(PRINTED, 'GPT-9'), RangeError);
});
