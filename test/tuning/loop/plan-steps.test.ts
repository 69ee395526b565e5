import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planSteps, stepBatches } from '../../../src/tuning/loop/plan-steps.js';

for (const [name, count, options, expected] of [
  ['whole steps', 16, { epochs: 3, batchSize: 2, accumulation: 4 }, { steps: 6, stepsPerEpoch: 2 }],
  ['a short last step', 17, { epochs: 2, batchSize: 2, accumulation: 4 }, { steps: 6, stepsPerEpoch: 3 }],
  [
    'fewer examples than a step',
    3,
    { epochs: 2, batchSize: 2, accumulation: 4 },
    { steps: 2, stepsPerEpoch: 1 },
  ],
  ['half an epoch', 17, { epochs: 0.5, batchSize: 2, accumulation: 4 }, { steps: 2, stepsPerEpoch: 3 }],
  ['steps that are given', 16, { steps: 5, batchSize: 2, accumulation: 4 }, { steps: 5, stepsPerEpoch: 2 }],
  // The authors' k = 14: 4,786 rows of each of 14 languages, 32 a step, 4 epochs.
  [
    'the paper’s budget',
    67_004,
    { epochs: 4, batchSize: 4, accumulation: 8 },
    { steps: 8376, stepsPerEpoch: 2094 },
  ],
] as const) {
  test(`planSteps(count, options) counts ${name}`, () => {
    assert.deepEqual(planSteps(count, { epochs: null, steps: null, ...options }), expected);
  });
}

const sizes = { epochs: 1, steps: null, batchSize: 1, accumulation: 1 };
for (const [name, count, options, message] of [
  ['no examples', 0, sizes, /^planSteps: number of examples must be an integer in 1\.\..*, got 0$/],
  ['a batch of none', 4, { ...sizes, batchSize: 0 }, /^planSteps: batchSize must be .* got 0$/],
  ['no micro-batches', 4, { ...sizes, accumulation: 1.5 }, /^planSteps: accumulation must be .* got 1.5$/],
  ['no steps', 4, { ...sizes, steps: 0 }, /^planSteps: steps must be .* got 0$/],
  ['no epochs', 4, { ...sizes, epochs: 0 }, /^planSteps: epochs must be a number above 0, got 0$/],
  ['endless epochs', 4, { ...sizes, epochs: Infinity }, /^planSteps: epochs must be .* got Infinity$/],
  ['neither', 4, { ...sizes, epochs: null }, /^planSteps: epochs must be .* got null$/],
] as const) {
  test(`planSteps(count, options) throws for ${name}`, () => {
    assert.throws(() => planSteps(count, options), { name: 'RangeError', message });
  });
}

const order = [4, 2, 0, 1, 3, 6, 5];
for (const [step, expected] of [
  [
    0,
    [
      [4, 2],
      [0, 1],
    ],
  ],
  [1, [[3, 6], [5]]],
  [2, []],
] as const) {
  test(`stepBatches(order, ${step}, sizes) cuts the micro-batches of the step`, () => {
    assert.deepEqual(stepBatches(order, step, { batchSize: 2, accumulation: 2 }), expected);
  });
}
