import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logTicks } from '../../../src/charts/marks/log-ticks.js';

test('logTicks(values, { gap }) keeps both ends and what fits between, ascending', () => {
  // On the axis from 1 to 100, the values 10 and 11 stand 0.02 apart.
  assert.deepEqual(logTicks([100, 11, 10, 1], { gap: 0.1 }), [1, 10, 100]);
  assert.deepEqual(logTicks([100, 11, 10, 1], { gap: 0.01 }), [1, 10, 11, 100]);
});

test('logTicks(values, { first }) prefers what comes first', () => {
  assert.deepEqual(logTicks([1, 10, 11, 100], { first: [11], gap: 0.1 }), [1, 11, 100]);
});

test('logTicks(values, { gap }) labels a single value once', () => {
  assert.deepEqual(logTicks([14], { gap: 0.1 }), [14]);
});

for (const [values, got] of [
  [[], 'none'],
  [[1, 0], '0'],
  [[1, Number.NaN], 'NaN'],
] as const) {
  test(`logTicks([${values}], { gap }) refuses its values`, () => {
    assert.throws(() => logTicks(values, { gap: 0.1 }), {
      name: 'RangeError',
      message: `logTicks: values must be positive numbers, got ${got}`,
    });
  });
}
