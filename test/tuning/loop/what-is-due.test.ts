import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOutOfPatience, judgeEvaluation } from '../../../src/tuning/loop/what-is-due.js';
import { type RunState, START } from '../../../src/tuning/run-folder/run-state.js';

/** A state at step 20 whose best evaluation was that of step 10. */
const LATER: RunState = {
  step: 20,
  loss: 2.5,
  isEvaluated: false,
  best: { step: 10, loss: 2 },
  worseEvaluations: 1,
};

for (const [name, state, loss, expected] of [
  [
    'the first evaluation is the best',
    { ...START, step: 5 },
    7,
    { best: { step: 5, loss: 7 }, worseEvaluations: 0 },
  ],
  ['a lower loss is the best', LATER, 1.9, { best: { step: 20, loss: 1.9 }, worseEvaluations: 0 }],
  ['an equal loss is not', LATER, 2, { best: { step: 10, loss: 2 }, worseEvaluations: 2 }],
  ['a higher loss is counted', LATER, 3, { best: { step: 10, loss: 2 }, worseEvaluations: 2 }],
] as const) {
  test(`judgeEvaluation(state, loss): ${name}`, () => {
    const before = structuredClone(state);
    assert.deepEqual(judgeEvaluation(state, loss), { ...state, isEvaluated: true, ...expected });
    assert.deepEqual(state, before);
  });
}

for (const [worseEvaluations, patience, expected] of [
  [0, 1, false],
  [1, 1, true],
  [2, 3, false],
  [3, 3, true],
  [4, 3, true],
  [1000, null, false],
] as const) {
  test(`isOutOfPatience(state, ${patience}) is ${expected} after ${worseEvaluations} worse evaluations`, () => {
    assert.equal(isOutOfPatience({ ...LATER, worseEvaluations }, patience), expected);
  });
}
