import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearSchedule, warmupSteps } from '../../../src/tuning/loop/schedule.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';

/** Rates as transformers' schedule gives them, of all steps and two after them. */
interface Fixture {
  readonly learningRate: number;
  readonly schedules: readonly { steps: number; warmup: number; rates: readonly number[] }[];
}

const { learningRate, schedules } = readReference<Fixture>('tuning/optimiser.json');

for (const { steps, warmup, rates } of schedules) {
  test(`linearSchedule(step, {steps: ${steps}, warmup: ${warmup}}) is that of transformers`, () => {
    const ours = rates.map((_, step) => linearSchedule(step, { learningRate, steps, warmup }));
    // Products in another order: the last bit of numbers of 1e-4.
    assertClose(
      ours.map((rate) => rate / learningRate),
      rates.map((rate) => rate / learningRate),
      1e-15,
    );
  });
}

test('linearSchedule(step, options) has no warm-up unless told', () => {
  assert.deepEqual(
    [0, 1, 3].map((step) => linearSchedule(step, { learningRate: 8, steps: 4 })),
    [8, 6, 2],
  );
});

for (const [name, step, options, message] of [
  ['no learning rate', 0, { learningRate: 0, steps: 1 }, 'learningRate must be above 0, got 0'],
  ['an endless one', 0, { learningRate: Infinity, steps: 1 }, 'learningRate must be above 0, got Infinity'],
  [
    'no step at all',
    0,
    { learningRate: 1, steps: 0 },
    'steps must be an integer in 1..9007199254740991, got 0',
  ],
  [
    'too long a warm-up',
    0,
    { learningRate: 1, steps: 3, warmup: 4 },
    'warmup must be an integer in 0..3, got 4',
  ],
  [
    'a step before the first',
    -1,
    { learningRate: 1, steps: 3 },
    'step must be an integer in 0..9007199254740991, got -1',
  ],
] as const) {
  test(`linearSchedule(step, options) throws for ${name}`, () => {
    assert.throws(() => linearSchedule(step, options), {
      name: 'RangeError',
      message: `linearSchedule: ${message}`,
    });
  });
}

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
