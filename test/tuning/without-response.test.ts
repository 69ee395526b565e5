/** Pairs without a token to learn: `test/reference/tuning/without_response.py` has the same of PEFT and PyTorch. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import type { CausalExample, Seq2SeqExample } from '../../src/corpus/encoding/example.js';
import { assertClose } from '../close.js';
import { readReference } from '../reference-file.js';
import { dispose, startTuning, withLoss } from './reference-steps.js';

interface Fixture {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly clip: number;
  /** What PyTorch gives for a micro-batch without a token to learn. */
  readonly empty: string;
  readonly runs: readonly {
    readonly model: 'bloom' | 'gpt2' | 'mt5';
    readonly accumulationNorm: 'micro-batch' | 'token';
    readonly batches: readonly Example[][][];
    readonly steps: readonly { readonly loss: number; readonly gradNorm: number }[];
  }[];
}

const fixture = readReference<Fixture>('tuning/without-response.json');
/** As for other steps: single precision on both sides, over eight steps. */
const LOSS = 1e-4;

const silent = { ids: [9, 8, 7], labels: [-100, -100, -100] };
const telling = { ids: [5, 6, 7, 8], labels: [-100, -100, 7, 8] };
type Example = CausalExample & Seq2SeqExample;
/** Examples of one kind, as a stepper of either takes them. */
const batch = (...examples: readonly unknown[]): Example[] => examples as Example[];

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

for (const { model, accumulationNorm, batches, steps } of fixture.runs) {
  test(`step(batches, rate) gives PEFT’s losses where pairs of ${model} teach nothing, by ${accumulationNorm}`, async () => {
    const tuning = await startTuning({ model, learns: 'adapter' }, { ...fixture, accumulationNorm });
    for (const [index, microBatches] of batches.entries()) {
      const report = withLoss(tuning.stepper.step(microBatches, fixture.learningRate));
      const expected = steps[index] ?? { loss: NaN, gradNorm: NaN };
      assertClose(report.loss / expected.loss, 1, LOSS, `loss ${index}`);
      // Norms are as far from one another as `steps.py` says of two roundings of mT5.
      assertClose(report.gradNorm / expected.gradNorm, 1, model === 'mt5' ? 5e-2 : 1e-3, `norm ${index}`);
      const lengths = microBatches
        .flat()
        .map(({ ids, source, target }) => (ids ?? [...source, ...target]).length);
      assert.equal(
        report.tokens,
        lengths.reduce((sum, length) => sum + length, 0),
      );
      assert.deepEqual(report.empty, accumulationNorm === 'token' ? [1] : []);
    }
    dispose(tuning);
  });
}

test('step(batches, rate) is without a micro-batch that teaches nothing, where PyTorch gives NaN', async () => {
  assert.equal(fixture.empty, 'NaN');
  for (const accumulationNorm of ['micro-batch', 'token'] as const) {
    const [mixed, alone] = await Promise.all(
      [0, 1].map(() => startTuning({ model: 'gpt2', learns: 'adapter' }, { accumulationNorm }, 0.1)),
    );
    assert.ok(mixed !== undefined && alone !== undefined);
    const tensors = tf.memory().numTensors;
    const report = mixed.stepper.step([batch(silent), batch(telling), batch(silent, silent)], 1e-3);
    assert.deepEqual(report, {
      ...alone.stepper.step([batch(telling)], 1e-3),
      tokens: 13,
      empty: [0, 2],
    });
    assert.deepEqual(mixed.stepper.state(), alone.stepper.state());
    assert.equal(tf.memory().numTensors, tensors);
    dispose(mixed);
    dispose(alone);
  }
});

test('step(batches, rate) moves nothing where no micro-batch has a token to learn', async () => {
  const tuning = await startTuning({ model: 'gpt2', learns: 'adapter' }, { weightDecay: 0.1 }, 0.1);
  tuning.stepper.step([batch(telling)], 1e-3);
  const before = tuning.stepper.state();
  const report = tuning.stepper.step([batch(silent), batch(silent, silent)], 1e-3);
  assert.deepEqual(report, { loss: null, gradNorm: 0, tokens: 9, empty: [0, 1] });
  assert.deepEqual(tuning.stepper.state(), before);
  dispose(tuning);
});

test('evaluate(examples) adds nothing of examples that teach nothing', async () => {
  const causal = await startTuning({ model: 'gpt2', learns: 'adapter' }, {});
  const seq2seq = await startTuning({ model: 'mt5', learns: 'adapter' }, {});
  const [asked, mute] = [
    { source: [5, 6], target: [7, 1] },
    { source: [9, 8, 7, 6], target: [] },
  ];
  for (const [{ stepper }, told, nothing] of [
    [causal, telling, silent],
    [seq2seq, asked, mute],
  ] as const) {
    const [both, first, none] = [batch(nothing, told), batch(told), batch(nothing)].map(stepper.evaluate);
    assert.deepEqual(both, first);
    assert.deepEqual(none, { lossSum: 0, tokens: 0 });
  }
  dispose(causal);
  dispose(seq2seq);
});
