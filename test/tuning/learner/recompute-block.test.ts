import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { SmallFastCounter } from '../../../src/base/random/small-fast-counter.js';
import { recomputeBlock } from '../../../src/tuning/learner/recompute-block.js';
import { batchOf, dispose, fixture, type Run, startTuning } from '../reference-steps.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

for (const run of fixture.runs) {
  const what = run.learns === 'adapter' ? 'an adapter' : 'all weights';
  test(`step(batches, rate) with gradientCheckpointing has the same bits: ${run.model}, ${what}, with dropout`, async () => {
    assert.deepEqual(await threeSteps(run, true), await threeSteps(run, false));
  });
}

/** What three steps with dropout report, and the state that they lead to. */
async function threeSteps(run: Run, gradientCheckpointing: boolean) {
  const tuning = await startTuning(run, { gradientCheckpointing }, 0.1);
  const reports = [0, 1, 2].map((step) => tuning.stepper.step(batchOf(run, step), 1e-3));
  const state = tuning.stepper.state();
  dispose(tuning);
  return { reports, state };
}

test('step(batches, rate) with gradientCheckpointing leaves no tensor behind', async () => {
  for (const run of fixture.runs) {
    const before = tf.memory().numTensors;
    const tuning = await startTuning(run, { gradientCheckpointing: true }, 0.1);
    const loaded = tf.memory().numTensors;
    tuning.stepper.step(batchOf(run, 0), 1e-3);
    assert.equal(tf.memory().numTensors, loaded, run.model);
    dispose(tuning);
    assert.equal(tf.memory().numTensors, before, run.model);
  }
});

/** x · weight + shift, element by element. */
interface Reads {
  readonly [name: string]: tf.Tensor | undefined;
  readonly x: tf.Tensor;
  readonly shift: tf.Tensor;
  readonly none: undefined;
}

test('recomputeBlock(learnt, random) gives the gradients of what is learnt and of what it led to', () => {
  tf.tidy(() => {
    const [weight, other, unused, shift] = [[2, 3], [5, 7], [11], [13, 17]].map((row) => tf.tensor2d([row]));
    assert.ok(weight && other && unused && shift);
    const learnt = new Map([
      ['first.weight', weight],
      ['first.unused', unused],
      ['second.weight', other],
    ]);
    const block = recomputeBlock(learnt, new SmallFastCounter(1));
    const layer = (name: string, x: tf.Tensor): tf.Tensor2D => {
      const reads: Reads = { x, shift, none: undefined };
      return block(name, reads, ({ x, shift }) => {
        // A gradient that is wrong on purpose, to see whether anybody asks for it.
        const fixed = tf.customGrad(() => ({
          value: shift.clone(),
          gradFunc: () => assert.fail('not moving'),
        }));
        return tf.add(tf.mul(x, weightOf(name)), fixed(shift)) as tf.Tensor2D;
      });
    };
    const weightOf = (name: string) => (name === 'first' ? weight : other);
    const x = tf.tensor2d([[1, 10]]);
    const { value, grads } = tf.valueAndGrads(() => layer('second', layer('first', x)))([...learnt.values()]);
    // first: [1 · 2 + 13, 10 · 3 + 17] = [15, 47]; second: [15 · 5 + 13, 47 · 7 + 17].
    assert.deepEqual([...value.dataSync()], [88, 346]);
    // x · second's weight; 0 for what is not used; what the first block gave.
    const expected = [[5, 70], [0], [15, 47]];
    assert.deepEqual(
      grads.map((gradient) => [...gradient.dataSync()]),
      expected,
    );
  });
});

test('recomputeBlock(learnt, random) drops the same again, and goes on with other numbers', () => {
  const random = new SmallFastCounter(3);
  const weight = tf.tensor2d([[2]]);
  const block = recomputeBlock(new Map([['block.weight', weight]]), random);
  const drawn: number[] = [];
  const pass = () =>
    block('block', {}, () => {
      drawn.push(random.nextWord());
      return tf.square(weight);
    });
  const gradient = tf.grad(() => tf.add(pass(), pass()))(weight);
  const [first, second, ...again] = drawn;
  // The way back begins with the last block.
  assert.deepEqual(again, [second, first]);
  assert.notEqual(first, second);
  const stream = new SmallFastCounter(3);
  assert.deepEqual(
    [first, second, random.nextWord()],
    [0, 1, 2].map(() => stream.nextWord()),
  );
  assert.deepEqual([...gradient.dataSync()], [8]);
  tf.dispose([weight, gradient]);
});

test('recomputeBlock(learnt, random) keeps what a block reads, and nothing that it makes', () => {
  const weight = tf.ones<tf.Rank.R2>([4, 4]);
  const block = recomputeBlock(new Map([['block.weight', weight]]), new SmallFastCounter(1));
  const before = tf.memory().numBytes;
  let kept = Number.NaN;
  const gradient = tf.grad(() => {
    const y = block('block', {}, () => tf.exp(tf.exp(tf.exp(weight))));
    kept = tf.memory().numBytes - before;
    return y;
  })(weight);
  // Its result, 16 numbers of 4 bytes; the three exponentials would be kept without.
  assert.equal(kept, 64);
  tf.dispose([weight, gradient]);
});
