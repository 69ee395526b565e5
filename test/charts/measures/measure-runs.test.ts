import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureRuns } from '../../../src/charts/measures/measure-runs.js';
import { averageScore } from '../../../src/results/scores.js';
import { assertClose } from '../../close.js';
import { sampleRuns } from '../../paper/sample-runs.js';

const THREE = sampleRuns({}, [50, 51, 52]);

test('measureRuns(runs, null, score) gives mean and 95 % margin without a comparison', () => {
  const { n, mean, margin, difference, p } = measureRuns(THREE, null, averageScore);
  assert.equal(n, 3);
  // s = 1, so the margin is 4.302653 / √3.
  assertClose([mean, Number(margin)], [51, 2.4841377], 1e-7);
  assert.deepEqual([difference, p], [null, null]);
});

test('measureRuns(runs, reference, score) pairs runs by their number, in any order', () => {
  const reference = sampleRuns({}, [49, 49.5, 51.5]).reverse();
  const { difference, p } = measureRuns(THREE, reference, averageScore);
  // Differences 1, 1.5, 0.5: mean 1, s = 0.5, t = 2√3, and with 2 degrees of freedom p = 1 − t / √(2 + t²).
  assertClose([Number(difference), Number(p)], [1, 1 - Math.sqrt(12 / 14)], 1e-9);
});

test('measureRuns(runs, reference, score) does not compare runs that do not pair up', () => {
  const [first] = THREE;
  for (const reference of [
    sampleRuns({}, [49, 50]),
    sampleRuns({}, [49, 50, 51, 52]),
    first ? [first, first, first] : [],
  ]) {
    assert.equal(measureRuns(THREE, reference, averageScore).p, null);
  }
});

test('measureRuns(runs, null, score, { confidence }) widens the margin with the confidence', () => {
  // t(0.75, df 2) = √(2/3) = 0.8164966, t(0.995, df 2) = 9.924843.
  const margins = [0.5, 0.99].map(
    (confidence) => measureRuns(THREE, null, averageScore, { confidence }).margin,
  );
  assertClose(margins.map(Number), [0.8164966 / Math.sqrt(3), 9.924843 / Math.sqrt(3)], 1e-6);
});

test('measureRuns(runs, null, score) of one run has no margin', () => {
  assert.equal(measureRuns(sampleRuns({}, [50]), null, averageScore).margin, null);
});

test('measureRuns(runs, null, score) refuses no runs, and a confidence outside 0..1', () => {
  assert.throws(() => measureRuns([], null, averageScore), {
    name: 'RangeError',
    message: 'measureRuns: runs must hold at least one run, got none',
  });
  assert.throws(() => measureRuns(THREE, null, averageScore, { confidence: 1 }), RangeError);
});
