import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestBatch } from '../../src/tuning/largest-batch.js';

const short = { ids: [1, 2, 3], labels: [-100, 2, 3] };
const long = { ids: [1, 2, 3, 4, 5], labels: [-100, -100, -100, -100, 5] };

for (const [name, examples, batchSize, expected] of [
  ['the longest row, padded, and the most that is learnt', [short, long], 2, { rows: 2, time: 8, learnt: 4 }],
  ['no more rows than there are examples', [short], 4, { rows: 1, time: 4, learnt: 2 }],
  ['source and target', [{ source: [1, 2, 3, 4, 5], target: [1] }], 1, { rows: 1, time: 12, learnt: 1 }],
] as const) {
  test(`largestBatch(examples, sizes) counts ${name}`, () => {
    assert.deepEqual(largestBatch(examples, { batchSize, padToMultiple: 4 }), expected);
  });
}
