import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  meanText,
  measureLines,
  percentText,
  pText,
  signedText,
} from '../../../src/charts/measures/measure-text.js';

const CASES: readonly (readonly [string, string, string])[] = [
  ['meanText(measure) has two decimals', meanText({ mean: 52.816, margin: 0.5 }), '52.82 ± 0.50'],
  ['meanText(measure) leaves out a missing margin', meanText({ mean: 50, margin: null }), '50.00'],
  ['signedText(difference) marks a gain', signedText(0.4), '+0.40'],
  ['signedText(difference) marks a loss with a minus sign', signedText(-1.234), '−1.23'],
  ['signedText(difference) has no sign at zero', signedText(-0.001), '±0.00'],
  ['pText(p) has three decimals', pText(0.0421), 'p = 0.042'],
  ['pText(p) does not round to zero', pText(0.0004), 'p < 0.001'],
  ['percentText(share) leaves out empty decimals', percentText(0.95), '95 %'],
  ['percentText(share) keeps one decimal', percentText(0.999), '99.9 %'],
];
for (const [name, actual, expected] of CASES) {
  test(name, () => assert.equal(actual, expected));
}

test('measureLines(mark, reference, confidence) gives interval, n and comparison', () => {
  const mark = { n: 3, mean: 51.6, margin: 0.5, difference: 1.1, p: 0.03 };
  assert.deepEqual(measureLines(mark, 'RND', 0.9), [
    '51.60 ± 0.50 % (90 % interval)',
    'n = 3 runs',
    '+1.10 points against RND, p = 0.030',
  ]);
});

test('measureLines(mark, reference, confidence) says nothing of what a single run does not give', () => {
  const mark = { n: 1, mean: 51.6, margin: null, difference: null, p: null };
  assert.deepEqual(measureLines(mark, 'RND', 0.95), ['51.60 %', 'n = 1 run']);
});
