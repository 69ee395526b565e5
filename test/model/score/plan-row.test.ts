import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PlannedRow, planRows } from '../../../src/model/score/plan-row.js';
import type { Sequence } from '../../../src/records/sequences.js';

const CASES: readonly [name: string, sequences: Sequence[], longest: number, expected: PlannedRow[]][] = [
  [
    'lays two choices side by side behind their context',
    [
      { context: [1, 2], continuation: [3, 4, 5] },
      { context: [1, 2], continuation: [6, 7] },
    ],
    9,
    [
      {
        // The last token of each choice is only predicted.
        ids: [1, 2, 3, 4, 6],
        trunk: 2,
        branchEnds: [4, 5],
        targets: [
          { place: 1, id: 3, sequence: 0 },
          { place: 2, id: 4, sequence: 0 },
          { place: 3, id: 5, sequence: 0 },
          { place: 1, id: 6, sequence: 1 },
          { place: 4, id: 7, sequence: 1 },
        ],
      },
    ],
  ],
  [
    'takes what choices begin with into the trunk, and a choice that begins another',
    [
      { context: [1], continuation: [2, 3] },
      { context: [1], continuation: [2, 3, 4] },
    ],
    9,
    [
      {
        ids: [1, 2, 3],
        trunk: 2,
        branchEnds: [2, 3],
        targets: [
          { place: 0, id: 2, sequence: 0 },
          { place: 1, id: 3, sequence: 0 },
          { place: 0, id: 2, sequence: 1 },
          { place: 1, id: 3, sequence: 1 },
          { place: 2, id: 4, sequence: 1 },
        ],
      },
    ],
  ],
  [
    'keeps one continuation behind two contexts apart from where they differ',
    [
      { context: [1, 2], continuation: [9] },
      { context: [1, 3], continuation: [9] },
    ],
    9,
    [
      {
        ids: [1, 2, 3],
        trunk: 1,
        branchEnds: [2, 3],
        targets: [
          { place: 1, id: 9, sequence: 0 },
          { place: 2, id: 9, sequence: 1 },
        ],
      },
    ],
  ],
  [
    'gives sequences rows of their own where a row would be too long',
    [
      { context: [1], continuation: [2, 3] },
      { context: [1], continuation: [4, 5] },
    ],
    2,
    [
      {
        ids: [1, 2],
        trunk: 2,
        branchEnds: [2],
        targets: [
          { place: 0, id: 2, sequence: 0 },
          { place: 1, id: 3, sequence: 0 },
        ],
      },
      {
        ids: [1, 4],
        trunk: 2,
        branchEnds: [2],
        targets: [
          { place: 0, id: 4, sequence: 1 },
          { place: 1, id: 5, sequence: 1 },
        ],
      },
    ],
  ],
];

for (const [name, sequences, longest, expected] of CASES) {
  test(`planRows(group, longest) ${name}`, () => {
    assert.deepEqual(planRows({ sequences }, longest), expected);
  });
}
