import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy } from '../../../src/tuning/learner/cross-entropy.js';
import { headLoss, summedLoss } from '../../../src/tuning/learner/head-loss.js';
import { assertClose } from '../../close.js';
import { useBackend } from '../../model/use-backend.js';

const BACKENDS = ['tensorflow', 'wasm'] as const;

/** Probabilities of a quarter and three quarters, then of a half, a half and nothing to speak of. */
const LOGITS = [
  [0, Math.log(3), -200],
  [7, 7, -100],
];

for (const backend of BACKENDS) {
  test(`crossEntropy(logits, labels) gives −ln of the probabilities, and slopes, on ${backend}`, async (t) => {
    if (!(await useBackend(t, backend))) return;
    const [logits, labels] = [tf.tensor2d(LOGITS), tf.tensor1d([1, 2], 'int32')];
    const before = tf.memory().numTensors;
    const { losses, slopes } = crossEntropy(logits, labels);
    assert.equal(tf.memory().numTensors, before + 2);
    assertClose([...losses.dataSync()], [Math.log(4 / 3), 107 + Math.log(2)], 1e-6);
    assertClose([...slopes.dataSync()], [0.25, -0.25, 0, 0.5, 0.5, -1], 1e-6);
    tf.dispose([logits, labels, losses, slopes]);
  });

  test(`summedLoss(hidden, head, labels) is as many times the mean of headLoss as there are labels, on ${backend}`, async (t) => {
    if (!(await useBackend(t, backend))) return;
    const [hidden, head] = [tf.tensor2d(LOGITS), tf.eye(3)];
    const labels = Int32Array.of(1, 2);
    const before = tf.memory().numTensors;
    const expected = Math.log(4 / 3) + 107 + Math.log(2);
    assertClose(summedLoss(hidden, head, labels), expected, 1e-6);
    const mean = tf.tidy(() => headLoss(hidden, head, labels, { isHeadTrained: false }).dataSync()[0]);
    assertClose(mean ?? NaN, expected / 2, 1e-6);
    // The head is as good as its own transpose.
    assertClose(summedLoss(hidden, head, labels, head), expected, 1e-6);
    assert.equal(tf.memory().numTensors, before);
    tf.dispose([hidden, head]);
  });
}

/** Four million probabilities, each of 2e-7, are summed in single precision. */
const ROUNDING = 1e-3;

/** So many that the logits of four states are 64 MiB, the most that are held at once. */
const VOCABULARY = 2 ** 22;
const STATES = [0.5, -1, 2, 0.25, 1.5, -0.75];
const LABELS = [0, 1, VOCABULARY - 1, 7, 12_345, 0];
const headOf = (id: number): number => Math.sin(id);

/** Loss and slope of one state of width 1, in double precision. */
function expectedOf(state: number, label: number): { loss: number; slope: number } {
  let [total, weighted] = [0, 0];
  for (let id = 0; id < VOCABULARY; id += 1) {
    const power = Math.exp(state * headOf(id));
    total += power;
    weighted += power * headOf(id);
  }
  return { loss: Math.log(total) - state * headOf(label), slope: weighted / total - headOf(label) };
}

test('headLoss(hidden, head, labels, options) takes states in pieces where their logits are too many for one', async (t) => {
  if (!(await useBackend(t, 'tensorflow'))) return;
  const expected = STATES.map((state, index) => expectedOf(state, LABELS[index] ?? 0));
  const labels = Int32Array.from(LABELS);
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const hidden = tf.tensor2d(STATES, [STATES.length, 1]);
    const head = tf.tensor2d(
      Float32Array.from({ length: VOCABULARY }, (_, id) => headOf(id)),
      [VOCABULARY, 1],
    );
    const lossOf = (states: tf.Tensor) =>
      headLoss(states as tf.Tensor2D, head, labels, { isHeadTrained: false });
    const { value, grad } = tf.valueAndGrad(lossOf)(hidden);
    const sum = expected.reduce((total, { loss }) => total + loss, 0);
    assertClose((value.dataSync()[0] ?? NaN) / (sum / STATES.length), 1, ROUNDING);
    assertClose(
      [...grad.dataSync()],
      expected.map(({ slope }) => slope / STATES.length),
      ROUNDING,
    );
    assertClose(summedLoss(hidden, head, labels) / sum, 1, ROUNDING);
  });
  assert.equal(tf.memory().numTensors, before);
});
