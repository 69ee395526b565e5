import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { scoreTokens, type TokenScore } from '../../../src/model/score/score-tokens.js';
import { assertClose } from '../../close.js';

/** Single precision, over sums of a few numbers. */
const TOLERANCE = 1e-6;

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

function assertScores(
  actual: readonly TokenScore[],
  expected: readonly [number, boolean][],
  tolerance: number,
) {
  assertClose(
    actual.map(({ logProbability }) => logProbability),
    expected.map(([logProbability]) => logProbability),
    tolerance,
  );
  assert.deepEqual(
    actual.map(({ isGreedy }) => isGreedy),
    expected.map(([, isGreedy]) => isGreedy),
  );
}

/** States that are their own logits. */
const identity = (states: tf.Tensor2D) => tf.clone(states);
const LN = Math.log;

const CASES: readonly [
  name: string,
  logits: number[][],
  targets: { row: number; id: number }[],
  expected: [number, boolean][],
][] = [
  [
    'gives ln of each probability, in the order of the targets',
    // e^ln 1 + e^ln 2 + e^ln 5 = 8; three equal ones are a third each.
    [
      [LN(1), LN(2), LN(5)],
      [7, 7, 7],
    ],
    [
      { row: 1, id: 0 },
      { row: 0, id: 2 },
      { row: 0, id: 0 },
    ],
    [
      [LN(1 / 3), true],
      [LN(5 / 8), true],
      [LN(1 / 8), false],
    ],
  ],
  [
    'stays right for logits beyond e^±60, where exponentials would overflow or vanish',
    [
      [1000, 1000 + LN(3), 0],
      [-500, -500 + LN(4), -900],
    ],
    [
      { row: 0, id: 0 },
      { row: 0, id: 2 },
      { row: 1, id: 1 },
    ],
    [
      [LN(1 / 4), false],
      [-1000 - LN(4), false],
      [LN(4 / 5), true],
    ],
  ],
  ['gives nothing for no targets', [[0, 0]], [], []],
];

for (const [name, logits, targets, expected] of CASES) {
  test(`scoreTokens(hidden, head, vocabularySize, targets) ${name}`, () => {
    const tensorsBefore = tf.memory().numTensors;
    const hidden = tf.tensor2d(logits);
    const scores = scoreTokens(hidden, identity, hidden.shape[1], targets);
    hidden.dispose();
    // Where logits are about 1000, float32 has steps of 6e-5.
    assertScores(scores, expected, name.includes('beyond') ? 1e-4 : TOLERANCE);
    assert.equal(tf.memory().numTensors, tensorsBefore);
  });
}

test('scoreTokens(hidden, head, vocabularySize, targets) is the same in chunks, of a vocabulary of 3.5 million', () => {
  const vocabulary = 3_500_000;
  const asked: number[] = [];
  // Each row's state is the logit of the last token; all others are 0.
  const head = (states: tf.Tensor2D): tf.Tensor2D => {
    asked.push(states.shape[0]);
    return tf.pad(states, [
      [0, 0],
      [vocabulary - 1, 0],
    ]);
  };
  const states = [0, 1, 2, 3, 18];
  const hidden = tf.tensor2d(states, [5, 1]);
  const targets = states.flatMap((_, row) => [
    { row, id: vocabulary - 1 },
    { row, id: 0 },
  ]);
  const scores = scoreTokens(hidden, head, vocabulary, targets);
  hidden.dispose();
  const expected = states.flatMap((state): [number, boolean][] => {
    const total = LN(vocabulary - 1 + Math.exp(state));
    return [
      [state - total, true],
      [-total, state === 0],
    ];
  });
  // 32 MiB hold two rows of 14 MB. Single-precision sums of 3.5 million numbers are right to some 1e-4.
  assert.deepEqual(asked, [2, 2, 1]);
  assertScores(scores, expected, 1e-4);
});
