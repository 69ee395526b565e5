import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../src/records/run.js';
import { compareRuns } from '../../src/results/compare.js';
import { taskScore } from '../../src/results/scores.js';
import { assertClose } from '../close.js';
import { exampleRun, exampleScore } from './example-run.js';

const runs = (...accuracies: (readonly [run: number, accuracy: number])[]): Run[] =>
  accuracies.map(([run, accuracy]) => exampleRun({ run, scores: [exampleScore('xnli', null, accuracy)] }));
const score = (run: Run): number => taskScore(run, 'xnli');

test('compareRuns(runs, reference, score) pairs run with run by their numbers', () => {
  // Differences 1 and 3 points: mean 2, t = 2, p = 1 − 2 arctan(2) / π; margin of 51, 53 is t(0.975, 1) · √2 / √2.
  const comparison = compareRuns(runs([2, 0.53], [1, 0.51]), runs([1, 0.5], [2, 0.5]), score);
  assert.equal(comparison.n, 2);
  assertClose(
    [comparison.mean, comparison.difference, comparison.margin ?? Number.NaN, comparison.p ?? Number.NaN],
    [52, 2, Math.tan(0.475 * Math.PI), 1 - (2 * Math.atan(2)) / Math.PI],
    1e-12,
  );
});

test('compareRuns(runs, runs, score) finds no difference', () => {
  const same = runs([1, 0.5], [2, 0.6]);
  const { difference, p } = compareRuns(same, same, score);
  assert.deepEqual([difference, p], [0, 1]);
});

test('compareRuns(runs, reference, score) of one pair has neither margin nor p', () => {
  const { n, margin, p } = compareRuns(runs([1, 0.5]), runs([1, 0.4]), score);
  assert.deepEqual([n, margin, p], [1, null, null]);
});

for (const [name, left, right, got] of [
  ['a run is missing', runs([1, 0.5], [2, 0.5]), runs([1, 0.5]), '[1, 2] and [1]'],
  ['numbers differ', runs([1, 0.5]), runs([2, 0.5]), '[1] and [2]'],
  ['a number stands there twice', runs([1, 0.5], [1, 0.5]), runs([1, 0.5], [1, 0.5]), '[1, 1] and [1, 1]'],
  ['there are no runs', [], [], '[] and []'],
] as const) {
  test(`compareRuns(runs, reference, score) throws a RangeError where ${name}`, () => {
    assert.throws(() => compareRuns(left, right, score), {
      name: 'RangeError',
      message: `compareRuns: both groups must hold the same repetitions once each, got ${got}`,
    });
  });
}
