import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalSpanRanges } from '../../../src/charts/marks/equal-span-ranges.js';
import { assertClose } from '../../close.js';

const CASES: readonly (readonly [string, number[][], number, number[]])[] = [
  [
    'gives narrow panels the span of the widest',
    [
      [10, 14],
      [51, 50],
    ],
    0,
    [10, 14, 48.5, 52.5],
  ],
  ['adds padding on both sides', [[0, 10]], 0.1, [-1, 11]],
  ['gives a single value a span of one point', [[50]], 0, [49.5, 50.5]],
];
for (const [name, panels, padding, expected] of CASES) {
  test(`equalSpanRanges(panels, { padding }) ${name}`, () => {
    assertClose(equalSpanRanges(panels, { padding }).flat(), expected, 1e-12);
  });
}

test('equalSpanRanges(panels) refuses no panels, empty ones and NaN', () => {
  assert.throws(() => equalSpanRanges([]), {
    name: 'RangeError',
    message: 'equalSpanRanges: panels must not be empty',
  });
  for (const values of [[], [1, Number.NaN]]) {
    assert.throws(() => equalSpanRanges([[1, 2], values]), {
      name: 'RangeError',
      message: `equalSpanRanges: panels[1] must hold finite values, got [${values}]`,
    });
  }
});
