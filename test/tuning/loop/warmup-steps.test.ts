import assert from 'node:assert/strict';
import { test } from 'node:test';
import { warmupSteps } from '../../../src/tuning/loop/warmup-steps.js';

for (const [warmup, steps, expected] of [
  [0, 100, 0],
  [0.03, 101, 4],
  [1, 100, 1],
  [2.9, 100, 2],
  [100, 100, 100],
] as const) {
  test(`warmupSteps(${warmup}, ${steps}) is ${expected}`, () => {
    assert.equal(warmupSteps(warmup, steps), expected);
  });
}

for (const warmup of [-1, 101, Number.NaN]) {
  test(`warmupSteps(${warmup}, 100) throws`, () => {
    assert.throws(() => warmupSteps(warmup, 100), {
      name: 'RangeError',
      message: `warmupSteps: warmup must be 0 at least and 100 steps at most, got ${warmup}`,
    });
  });
}
