import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankCorrelation, ranks } from '../../src/results/rank-correlation.js';
import { assertClose } from '../close.js';

test('ranks(values) counts from the lowest, and shares among equal ones', () => {
  assert.deepEqual(ranks([3, 1, 3, 2]), [3.5, 1, 3.5, 2]);
});

/** By hand: without equal values 1 − 6 Σd² / (n (n² − 1)). */
const CASES: readonly [name: string, x: number[], y: number[], expected: number | null][] = [
  ['the same order', [1, 5, 9], [10, 20, 21], 1],
  ['the reverse order', [1, 5, 9], [3, 2, 1], -1],
  ['two neighbours exchanged among four', [1, 2, 3, 4], [1, 3, 2, 4], 0.8],
  // Ranks 1.5 1.5 3 and 1 2 3: covariance 1.5, spreads 1.5 and 2.
  ['equal values', [4, 4, 6], [1, 2, 3], 1.5 / Math.sqrt(3)],
  ['no order', [2, 2], [1, 3], null],
];

for (const [name, x, y, expected] of CASES) {
  test(`rankCorrelation(x, y) gives ${expected} for ${name}`, () => {
    const actual = rankCorrelation(x, y);
    if (expected === null || actual === null) assert.equal(actual, expected);
    else assertClose(actual, expected, 1e-12);
  });
}

test('rankCorrelation(x, y) throws for lengths that differ, too few values, and what is no number', () => {
  assert.throws(() => rankCorrelation([1, 2], [1]), {
    name: 'RangeError',
    message: 'rankCorrelation: x and y must be equally long, at least two values, got 2 and 1',
  });
  assert.throws(() => rankCorrelation([1], [1]), { name: 'RangeError' });
  assert.throws(() => rankCorrelation([1, Number.NaN], [1, 2]), {
    message: 'ranks: values must be finite numbers, got NaN',
  });
});
