import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differingCells } from '../../../src/charts/tables/differing-cells.js';

const KEY = { model: 'mT5-xl', subset: 'RND', column: 'tr' };

test('differingCells(records) gives flat rows of what differs, and leaves out the rest', () => {
  assert.deepEqual(
    differingCells([
      {
        ...KEY,
        mean: 54.8,
        margin: 3.1,
        printed: { mean: 57.73, margin: 1.43 },
        agrees: false,
        mismatch: 'column',
        holds: 'th',
      },
      {
        ...KEY,
        mean: 1,
        margin: 1,
        printed: { mean: 1, margin: 1 },
        agrees: true,
        mismatch: null,
        holds: null,
      },
      {
        ...KEY,
        mean: null,
        margin: null,
        printed: { mean: 1, margin: null },
        agrees: null,
        mismatch: null,
        holds: null,
      },
    ]),
    [
      {
        ...KEY,
        ours: '54.80 ±3.10',
        printed: '57.73 ±1.43',
        how: 'with the value of another column of the row',
        holds: 'th',
      },
    ],
  );
});
