import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestBatch } from '../../../src/tuning/memory/largest-batch.js';

const short = { ids: [1, 2, 3], labels: [-100, 2, 3] };
const long = { ids: [1, 2, 3, 4, 5, 6], labels: [-100, -100, -100, -100, -100, 6] };
const asking = { source: [1, 2, 3, 4, 5], target: [1] };
const answering = { source: [1], target: [1, 2, 3, 4, 5, 6, 7, 8, 9] };

for (const [name, examples, batchSize, expected] of [
  [
    'the longest row, padded, and the most that is learnt',
    [short, long],
    2,
    { rows: 2, time: 8, sourceTime: 0, learnt: 4 },
  ],
  ['no more rows than there are examples', [short], 4, { rows: 1, time: 4, sourceTime: 0, learnt: 2 }],
  [
    'no last token, which a decoder does not read',
    [{ ids: [1, 2, 3, 4, 5], labels: [-100, 2, 3, 4, 5] }],
    1,
    { rows: 1, time: 4, sourceTime: 0, learnt: 4 },
  ],
  [
    'no first label, which nothing predicts',
    [{ ids: [1, 2], labels: [1, 2] }],
    1,
    { rows: 1, time: 4, sourceTime: 0, learnt: 1 },
  ],
  ['source and target apart', [asking], 1, { rows: 1, time: 4, sourceTime: 8, learnt: 1 }],
  [
    'the longest source and the longest target, though of two examples',
    [asking, answering],
    2,
    { rows: 2, time: 12, sourceTime: 8, learnt: 18 },
  ],
] as const) {
  test(`largestBatch(examples, sizes) counts ${name}`, () => {
    assert.deepEqual(largestBatch(examples, { batchSize, padToMultiple: 4 }), expected);
  });
}
