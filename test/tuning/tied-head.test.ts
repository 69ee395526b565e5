import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import type { Seq2SeqExample } from '../../src/corpus/encoding/example.js';
import { readModelConfig } from '../../src/model/families/read-model-config.js';
import type { T5Config } from '../../src/model/families/t5-config.js';
import { createModel, disposeWeights, readWeights } from '../../src/model/load-model.js';
import { createAdapter } from '../../src/model/lora/create-adapter.js';
import { vocabularyNames } from '../../src/model/vocabulary-weights.js';
import { plainNetwork, type Weights } from '../../src/model/weights.js';
import { writeModel } from '../../src/model/write-model.js';
import {
  createCausalStepper,
  createSeq2SeqStepper,
  type LearningStepper,
} from '../../src/tuning/learner/create-stepper.js';
import { assertClose } from '../close.js';
import { causalRows } from '../model/reference-logits.js';
import { readReference, referenceFile } from '../reference-file.js';
import { temporaryFolder } from '../temporary-folder.js';
import { withLoss } from './reference-steps.js';

/** `reference/tuning/tied-head.json`; tensors are float32 in base64. */
interface Fixture extends Seq2SeqExample {
  readonly learningRate: number;
  readonly losses: readonly number[];
  /** Of the embeddings at the first step. */
  readonly gradient: string;
  /** The embeddings after the last step. */
  readonly final: string;
}

interface Tuning {
  readonly config: T5Config;
  readonly weights: Weights;
  readonly stepper: LearningStepper<Seq2SeqExample>;
}

const fixture = readReference<Fixture>('tuning/tied-head.json');
const MODEL = referenceFile('odd-models/t5');
const SHARED = 'shared.weight';
const HEAD = 'lm_head.weight';
/** What AdamW's first moment is of the first gradient: 1 − its first beta. */
const FIRST_SHARE = 0.1;

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** All weights of the first T5, with nothing dropped and nothing clipped. */
async function startTuning(folder: string = MODEL): Promise<Tuning> {
  const read = readModelConfig(folder);
  assert.ok(read.kind === 't5');
  const config = { ...read, dropout: 0 };
  const weights = await readWeights(folder, config);
  return { config, weights, stepper: await createSeq2SeqStepper({ config, weights }, null, { clip: null }) };
}

function dispose({ stepper, weights }: Tuning): void {
  stepper.dispose();
  disposeWeights(weights);
}

function decode(text: string): number[] {
  return [...new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)];
}

/** A tensor that the stepper saves, as plain numbers. */
function saved({ stepper }: Tuning, name: string): number[] {
  return [...(stepper.state().tensors.get(name)?.data ?? [])];
}

test('step(batches, rate) learns a tied head as the embeddings that it is, as PyTorch does', async () => {
  const tensorsBefore = tf.memory().numTensors;
  const tuning = await startTuning();
  assert.equal(tuning.weights.get(HEAD), tuning.weights.get(SHARED));
  for (const [step, loss] of fixture.losses.entries()) {
    const report = tuning.stepper.step([[fixture]], fixture.learningRate);
    // Single precision on both sides, summed in other orders.
    assertClose(withLoss(report).loss / loss, 1, 1e-5, `loss of step ${step}`);
    if (step > 0) continue;
    const gradient = saved(tuning, `first/${SHARED}`).map((value) => value / FIRST_SHARE);
    assertClose(gradient, decode(fixture.gradient), 1e-5, 'gradient');
  }
  // Five steps of 1e-3 at most: what one learns from one use of the two alone lies up to 1e-2 away.
  assertClose(saved(tuning, `data/${SHARED}`), decode(fixture.final), 1e-4, 'final');
  dispose(tuning);
  assert.equal(tf.memory().numTensors, tensorsBefore);
});

test('step(batches, rate) sums the gradients of both uses of a tied head: finite differences', async () => {
  const tuning = await startTuning();
  const { stepper, config } = tuning;
  const start = stepper.state();
  stepper.step([[fixture]], 0);
  const gradient = saved(tuning, `first/${SHARED}`).map((value) => value / FIRST_SHARE);
  const embeddings = start.tensors.get(`data/${SHARED}`);
  assert.ok(embeddings !== undefined);
  /** The mean loss with a token's embedding moved along its gradient, by a distance. */
  const lossAt = (token: number, distance: number): number => {
    const slopes = gradientOf(token);
    const factor = distance / Math.hypot(...slopes);
    const data = Float32Array.from(
      embeddings.data,
      (value, place) => value + (slopes[place - token * config.width] ?? 0) * factor,
    );
    const tensors = new Map([...start.tensors, [`data/${SHARED}`, { shape: embeddings.shape, data }]]);
    stepper.restore({ ...start, tensors });
    const { lossSum, tokens } = stepper.evaluate([fixture]);
    return lossSum / tokens;
  };
  const gradientOf = (token: number): number[] =>
    gradient.slice(token * config.width, (token + 1) * config.width);
  const distance = 0.001;
  // Tokens that are read and predicted, read alone, predicted alone, and neither.
  for (const token of [9, 5, 17, 41, 50]) {
    const difference = (lossAt(token, distance) - lossAt(token, -distance)) / (2 * distance);
    // Losses of about 4 are right to some 5e-7, so differences to 5e-4.
    assertClose(Math.hypot(...gradientOf(token)), difference, 1e-3, `token ${token}`);
  }
  dispose(tuning);
});

test('writeModel(folder, options) writes a tied head once, so that it is tied again', async (t) => {
  const tuning = await startTuning();
  tuning.stepper.step([[fixture]], fixture.learningRate);
  const tensors = tuning.stepper.learnt();
  assert.equal(tensors.has(HEAD), false);
  const folder = temporaryFolder(t);
  writeModel(folder, { config: tuning.config, tensors, from: MODEL });
  const again = await startTuning(folder);
  assert.equal(again.weights.get(HEAD), again.weights.get(SHARED));
  assert.deepEqual(again.stepper.learnt(), tensors);
  assert.deepEqual(again.stepper.evaluate([fixture]), tuning.stepper.evaluate([fixture]));
  dispose(tuning);
  dispose(again);
});

for (const [what, change, isTied] of [
  ['ties a head that a checkpoint holds with the same numbers', 0, true],
  ['keeps a head that a checkpoint holds with other numbers', 1, false],
] as const) {
  test(`readWeights(folder, config) ${what}, whatever the configuration says`, async (t) => {
    const tuning = await startTuning();
    const tensors = tuning.stepper.learnt();
    const shared = tensors.get(SHARED);
    assert.ok(shared !== undefined);
    const [first = 0, ...others] = shared.data;
    const head = { shape: shared.shape, data: Float32Array.of(first + change, ...others) };
    const folder = temporaryFolder(t);
    writeModel(folder, {
      config: tuning.config,
      tensors: new Map([...tensors, [HEAD, head]]),
      from: MODEL,
    });
    dispose(tuning);
    const again = await startTuning(folder);
    assert.equal(again.weights.get(HEAD) === again.weights.get(SHARED), isTied);
    assert.equal(again.stepper.learnt().has(HEAD), !isTied);
    dispose(again);
  });
}

for (const kind of ['bloom', 'gpt2'] as const) {
  test(`createCausalStepper(model, adapter) learns with a head of its own that a ${kind} has, and learns it`, async () => {
    const folder = referenceFile(`models/${kind}`);
    const config = readModelConfig(folder);
    const weights = await readWeights(folder, config);
    const { embeddings } = vocabularyNames(config);
    const shared = weights.get(embeddings);
    assert.ok(shared !== undefined && shared === weights.get(HEAD));
    weights.set(
      HEAD,
      tf.tidy(() => tf.mul(tf.reverse(shared, 0), 0.5)),
    );
    const ids = [7, 301, 44, 1203, 9];
    const model = await createModel(config, plainNetwork(weights), weights);
    assert.ok(model.kind === 'causal');
    const logits = tf.tidy(() => model.head(model.hidden(causalRows([ids], [ids.map(() => 1)]))).arraySync());
    const loss = ids.slice(1).reduce((sum, id, place) => {
      const row = logits[place] ?? [];
      return sum + Math.log(row.reduce((total, value) => total + Math.exp(value), 0)) - (row[id] ?? NaN);
    }, 0);
    const example = { ids, labels: ids };
    for (const adapter of [null, createAdapter(config, { rank: 2 })]) {
      const stepper = await createCausalStepper({ config, weights }, adapter);
      // Single precision, summed in other orders.
      assertClose(
        stepper.evaluate([example]).lossSum / loss,
        1,
        1e-5,
        adapter === null ? 'whole' : 'adapter',
      );
      const before = stepper.learnt().get(HEAD)?.data;
      assert.equal(before === undefined, adapter !== null);
      stepper.step([[example]], 1e-3);
      if (before !== undefined) assert.notDeepEqual(stepper.learnt().get(HEAD)?.data, before);
      stepper.dispose();
    }
    model.dispose();
  });
}
