import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchRows } from '../../../src/model/score/batch-rows.js';

const CASES: readonly [
  name: string,
  lengths: number[],
  budget: number,
  mostRows: number | undefined,
  expected: number[][],
][] = [
  ['is empty for no rows', [], 8, undefined, []],
  ['sorts from the longest, equal ones in their order', [2, 5, 2, 5], 100, undefined, [[1, 3, 0, 2]]],
  ['counts padding: three rows of up to 4 take 12', [4, 1, 2, 3], 12, undefined, [[0, 3, 2], [1]]],
  ['gives a row beyond the budget a batch of its own', [9, 2, 2], 5, undefined, [[0], [1, 2]]],
  ['bounds the number of rows too', [1, 1, 1, 1, 1], 100, 2, [[0, 1], [2, 3], [4]]],
];

for (const [name, lengths, budget, mostRows, expected] of CASES) {
  test(`batchRows(lengths, tokenBudget, mostRows) ${name}`, () => {
    assert.deepEqual(batchRows(lengths, budget, mostRows), expected);
  });
}
