import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CausalExample } from '../../../src/corpus/encoding/example.js';
import { evaluateHeldOut } from '../../../src/tuning/loop/evaluate-held-out.js';

const ofLength = (length: number): CausalExample => ({
  ids: Array(length).fill(1),
  labels: Array(length).fill(1),
});

test('evaluateHeldOut(stepper, examples, batchSize) is the mean over tokens, longest examples first', async () => {
  const seen: number[][] = [];
  const reports: number[] = [];
  const stepper = {
    evaluate: (batch: readonly CausalExample[]) => {
      seen.push(batch.map(({ ids }) => ids.length));
      return { lossSum: 10 * batch.length, tokens: batch.reduce((sum, { ids }) => sum + ids.length, 0) };
    },
  };
  const loss = await evaluateHeldOut(stepper, [2, 5, 3].map(ofLength), 2, {
    onProgress: ({ done }) => reports.push(done),
  });
  assert.deepEqual(seen, [[5, 3], [2]]);
  assert.equal(loss, 30 / 10);
  assert.deepEqual(reports, [2, 3]);
});

test('evaluateHeldOut(stepper, examples, batchSize) throws where nothing is learnt, or it is stopped', async () => {
  const stepper = { evaluate: () => ({ lossSum: 0, tokens: 0 }) };
  await assert.rejects(evaluateHeldOut(stepper, [ofLength(1)], 1), {
    name: 'RangeError',
    message: 'evaluateHeldOut: examples must have tokens to be learnt, got none',
  });
  const signal = AbortSignal.abort(new Error('stopped'));
  await assert.rejects(evaluateHeldOut(stepper, [ofLength(1)], 1, { signal }), { message: 'stopped' });
});
