import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  publishedWithPawsXLabelsSwapped,
  withBasePawsXLabelsSwapped,
  withPawsXLabelsSwapped,
} from '../../../src/results/import/paws-x-labels.js';
import { type PrintedAccuracy, readPublished } from '../../../src/results/published.js';
import { averageScore, taskScore } from '../../../src/results/scores.js';
import { assertClose } from '../../close.js';

const published = readPublished();
const swapped = withPawsXLabelsSwapped(published.runs);

test('withPawsXLabelsSwapped(runs) makes 1 − a of every PAWS-X accuracy and nothing else', () => {
  for (const [index, run] of published.runs.entries()) {
    const expected = run.scores.map((score) =>
      score.task === 'pawsx' ? { ...score, accuracy: 1 - score.accuracy } : score,
    );
    assert.deepEqual(swapped[index], { ...run, scores: expected });
  }
});

test('withPawsXLabelsSwapped(runs) turns 52.66 into 47.34 and moves the average by a fifth of the change', () => {
  const [before, after] = [published.runs[0], swapped[0]];
  assert.ok(before !== undefined && after !== undefined);
  assertClose([taskScore(before, 'pawsx'), taskScore(after, 'pawsx')], [52.66, 47.34], 1e-12);
  assertClose(averageScore(after) - averageScore(before), (47.34 - 52.66) / 5, 1e-9);
  assert.equal(taskScore(after, 'xnli'), taskScore(before, 'xnli'));
});

test('withPawsXLabelsSwapped(runs) twice gives the runs back', () => {
  const [before, twice] = [published.runs[0], withPawsXLabelsSwapped(swapped)[0]];
  assert.ok(before !== undefined && twice !== undefined);
  assertClose(taskScore(twice, 'pawsx'), taskScore(before, 'pawsx'), 1e-12);
});

const cell = (table: string, subset: string, column: string, mean: number): PrintedAccuracy => ({
  table,
  model: 'mGPT',
  subset,
  column,
  mean,
  margin: null,
});

const cells: [name: string, cell: PrintedAccuracy, mean: number][] = [
  ['PAWS-X of BASE in Table 3', cell('3', 'BASE', 'pawsx', 50.3), 49.7],
  ['the average of BASE in Table 3', cell('3', 'BASE', 'avg', 52.24), 52.12],
  ['a language of BASE in Table 11', cell('11', 'BASE', 'en', 43.7), 56.3],
  ['the average of BASE in Table 11', cell('11', 'BASE', 'avg', 50.3), 49.7],
  ['another benchmark of BASE in Table 3', cell('3', 'BASE', 'xnli', 40.9), 40.9],
  ['BASE in another table', cell('7', 'BASE', 'avg', 41.02), 41.02],
  ['a tuned row', cell('11', 'GEO', 'en', 44.3), 44.3],
];
for (const [name, , mean] of cells) {
  test(`withBasePawsXLabelsSwapped(accuracies) gives ${mean} for ${name}`, () => {
    const index = cells.findIndex(([other]) => other === name);
    const found = withBasePawsXLabelsSwapped(cells.map(([, one]) => one))[index];
    assert.equal(found?.mean, mean);
  });
}

test('withBasePawsXLabelsSwapped(accuracies) throws for an average without its PAWS-X accuracy', () => {
  assert.throws(
    () => withBasePawsXLabelsSwapped([cell('3', 'BASE', 'avg', 52.24)]),
    /^RangeError: withBasePawsXLabelsSwapped: Table 3 must print PAWS-X of untuned mGPT, got nothing$/,
  );
});

test('publishedWithPawsXLabelsSwapped(published) changes runs and printed BASE cells alone', () => {
  const { runs, accuracies, ...rest } = publishedWithPawsXLabelsSwapped(published);
  assert.deepEqual(runs, swapped);
  assert.deepEqual(accuracies, withBasePawsXLabelsSwapped(published.accuracies));
  assert.equal(rest.training, published.training);
});
