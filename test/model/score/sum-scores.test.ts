import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumScores } from '../../../src/model/score/sum-scores.js';
import type { SequenceScore } from '../../../src/records/sequences.js';

test('sumScores(groups, onScored) adds up tokens and reports a group once its last token is in', () => {
  const groups = [
    {
      sequences: [
        { context: [1], continuation: [2, 3] },
        { context: [1], continuation: [4] },
      ],
    },
    { sequences: [{ context: [1], continuation: [5] }] },
  ];
  const reported: [number, readonly SequenceScore[]][] = [];
  const sums = sumScores(groups, (index, scores) => reported.push([index, scores]));
  sums.add(
    0,
    [{ sequence: 0 }, { sequence: 1 }],
    [
      { logProbability: -1, isGreedy: true },
      { logProbability: -0.5, isGreedy: true },
    ],
  );
  assert.deepEqual(reported, []);
  sums.add(1, [{ sequence: 0 }], [{ logProbability: -4, isGreedy: false }]);
  sums.add(0, [{ sequence: 0 }], [{ logProbability: -2, isGreedy: false }]);
  assert.deepEqual(reported, [
    [1, [{ logProbability: -4, isGreedy: false }]],
    [
      0,
      [
        // One token that is not the likeliest is enough.
        { logProbability: -3, isGreedy: false },
        { logProbability: -0.5, isGreedy: true },
      ],
    ],
  ]);
});
