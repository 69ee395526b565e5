import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import type { CausalExample, Seq2SeqExample } from '../../src/corpus/encoding/example.js';
import { assertClose } from '../close.js';
import { batchOf, dispose, findRun, fixture, startTuning, withLoss } from './reference-steps.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

test('step(batches, rate) gives the same bits from the same seed, and others from another', async () => {
  const run = findRun('gpt2', 'adapter');
  const losses = async (seed: number): Promise<number[]> => {
    const tuning = await startTuning(run, { seed }, 0.1);
    const reports = [0, 1, 2].map((index) => tuning.stepper.step(batchOf(run, index), 1e-3));
    dispose(tuning);
    return reports.map(withLoss).flatMap(({ loss, gradNorm }) => [loss, gradNorm]);
  };
  const first = await losses(1);
  assert.deepEqual(await losses(1), first);
  assert.notDeepEqual(await losses(2), first);
});

for (const [model, learns] of [
  ['gpt2', 'adapter'],
  ['mt5', 'adapter'],
  ['gpt2', 'all'],
] as const) {
  test(`restore(state) goes on with the same bits, dropout included: ${model}, ${learns}`, async () => {
    const run = findRun(model, learns);
    const unbroken = await startTuning(run, {}, 0.1);
    unbroken.stepper.step(batchOf(run, 0), 1e-3);
    const state = unbroken.stepper.state();
    const expected = [1, 2].map((index) => unbroken.stepper.step(batchOf(run, index), 1e-3));
    const resumed = await startTuning(run, { seed: 7 }, 0.1);
    resumed.stepper.restore({ ...state, values: JSON.parse(JSON.stringify(state.values)) });
    const actual = [1, 2].map((index) => resumed.stepper.step(batchOf(run, index), 1e-3));
    assert.deepEqual(actual, expected);
    assert.deepEqual(resumed.stepper.learnt(), unbroken.stepper.learnt());
    dispose(unbroken);
    dispose(resumed);
  });
}

test('restore(state) refuses a state of something else and stays as it was', async () => {
  const run = findRun('gpt2', 'adapter');
  const tuning = await startTuning(run, {});
  const { tensors, values } = tuning.stepper.state();
  const [name = ''] = tensors.keys();
  const without = new Map([...tensors].filter(([other]) => other !== name));
  const cut = new Map([...tensors, [name, { shape: [1], data: Float32Array.of(9) }]]);
  const more = new Map([...tensors, ['data/other', { shape: [1], data: Float32Array.of(9) }]]);
  for (const [wrong, message] of [
    [{ tensors: without, values }, `must hold ${name} of shape [3, 35], got none`],
    [{ tensors: cut, values }, `must hold ${name} of shape [3, 35], got [1]`],
    [{ tensors: more, values }, 'must hold what is learnt only, got data/other'],
    [{ tensors, values: { updates: 1.5, dropout: '' } }, 'must hold the numbers updates and dropout'],
    [{ tensors, values: { updates: 1, dropout: 'x' } }, 'must be 32 hexadecimal digits'],
  ] as const) {
    assert.throws(
      () => tuning.stepper.restore(wrong),
      (error: Error) => error.message.includes(message),
      message,
    );
    assert.deepEqual(tuning.stepper.state(), { tensors, values });
  }
  dispose(tuning);
});

test('step(batches, rate) leaves no tensor behind, nor does evaluate(examples)', async () => {
  for (const run of fixture.runs) {
    const before = tf.memory().numTensors;
    const tuning = await startTuning(run, {}, 0.1);
    const started = tf.memory().numTensors;
    for (const index of [0, 1]) tuning.stepper.step(batchOf(run, index), 1e-3);
    tuning.stepper.evaluate(batchOf(run, 0).flat());
    assert.equal(tf.memory().numTensors, started, `${run.model} ${run.learns}`);
    dispose(tuning);
    assert.equal(tf.memory().numTensors, before, `${run.model} ${run.learns}`);
  }
});

test('evaluate(examples) gives the summed loss and drops nothing', async () => {
  const run = findRun('mt5', 'adapter');
  const [first = { loss: 0 }] = run.steps;
  const tuning = await startTuning(run, {}, 0.1);
  const means = batchOf(run, 0).map((examples) => {
    const { lossSum, tokens } = tuning.stepper.evaluate(examples);
    assert.equal(
      tokens,
      examples.reduce((sum, { target }) => sum + target.length, 0),
    );
    return lossSum / tokens;
  });
  // The fixture's first loss is the mean of the micro-batches' means.
  assertClose(means.reduce((sum, mean) => sum + mean, 0) / means.length / first.loss, 1, 1e-5);
  dispose(tuning);
});

test('step(batches, rate) weighs micro-batches alike or by their tokens, as accumulationNorm says', async () => {
  const run = findRun('bloom', 'adapter');
  const tuning = await startTuning(run, { accumulationNorm: 'token' });
  const batches = batchOf(run, 0);
  const sums = batches.map((examples) => tuning.stepper.evaluate(examples));
  const [lossSum, tokens] = [
    sums.reduce((sum, s) => sum + s.lossSum, 0),
    sums.reduce((sum, s) => sum + s.tokens, 0),
  ];
  const together = tuning.stepper.step(batches, 0);
  assertClose(withLoss(together).loss / (lossSum / tokens), 1, 1e-6);
  // By tokens, one batch of all the examples is the same step but for the order of the sums.
  const joined = tuning.stepper.step([batches.flat()], 0);
  assertClose(joined.gradNorm / together.gradNorm, 1, 1e-5);
  assert.equal(
    together.tokens,
    batches.flat().reduce((sum, { ids }) => sum + ids.length, 0),
  );
  dispose(tuning);
});

test('step(batches, rate) moves nothing where the loss is no number', async () => {
  const run = findRun('bloom', 'adapter');
  const tuning = await startTuning(run, {});
  tuning.stepper.step(batchOf(run, 0), Infinity);
  const broken = tuning.stepper.state();
  assert.ok(Number.isNaN(tuning.stepper.step(batchOf(run, 1), 1e-3).loss));
  assert.deepEqual(tuning.stepper.state(), broken);
  dispose(tuning);
});

test('createCausalStepper(model, adapter, options) refuses options out of range', async () => {
  const run = findRun('bloom', 'adapter');
  for (const [options, message] of [
    [{ clip: 0 }, /clip must be above 0 or null, got 0/],
    [{ padToMultiple: 0 }, /padToMultiple must be an integer in 1\.\.65536, got 0/],
    [{ seed: -1 }, /seed must be an integer in 0\.\.4294967295, got -1/],
  ] as const) {
    await assert.rejects(startTuning(run, options), message);
  }
});

test('step(batches, rate) refuses examples that cannot be learnt', async () => {
  const causal = await startTuning(findRun('gpt2', 'adapter'), {});
  const seq2seq = await startTuning(findRun('mt5', 'adapter'), {});
  const long = Array.from({ length: 257 }, () => 5);
  for (const [{ stepper }, batches, message] of [
    [causal, [], /a step must have a batch, got none/],
    [causal, [[]], /a batch must have an example, got none/],
    [causal, [[{ ids: [], labels: [] }]], /must have 1\.\.256 tokens, got 0/],
    [causal, [[{ ids: long, labels: long }]], /must have 1\.\.256 tokens, got 257/],
    [causal, [[{ ids: [1, 2000], labels: [1, 2] }]], /must have ids in 0\.\.1999, got 2000/],
    [causal, [[{ ids: [1, 2], labels: [1, -1] }]], /must have ids in 0\.\.1999, got -1/],
    [causal, [[{ ids: [1, 2], labels: [1] }]], /must have a label a token, got 1 for 2 tokens/],
    [seq2seq, [[{ source: [], target: [5] }]], /a source must have 1\.\.Infinity tokens, got 0/],
    [seq2seq, [[{ source: [5], target: [1.5] }]], /a target must have ids in 0\.\.2999, got 1\.5/],
  ] as const) {
    assert.throws(
      () => stepper.step(batches as unknown as (CausalExample & Seq2SeqExample)[][], 1e-3),
      message,
    );
  }
  dispose(causal);
  dispose(seq2seq);
});
