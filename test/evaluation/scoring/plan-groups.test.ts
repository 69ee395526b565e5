import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planGroups } from '../../../src/evaluation/scoring/plan-groups.js';
import type { Sequence } from '../../../src/records/sequences.js';

const sequence = (context: number[], continuation: number[]): Sequence => ({ context, continuation });
const a = sequence([1], [2]);
const b = sequence([1], [3]);
const c = sequence([1, 2], [3]);

const CASES: [title: string, documents: Sequence[][], groups: Sequence[][], indexes: [number, number][][]][] =
  [
    [
      'makes one group a document',
      [[a, b], [c]],
      [[a, b], [c]],
      [
        [
          [0, 0],
          [0, 1],
        ],
        [[1, 0]],
      ],
    ],
    [
      'takes a sequence once in a document',
      [[a, a, b]],
      [[a, b]],
      [
        [
          [0, 0],
          [0, 0],
          [0, 1],
        ],
      ],
    ],
    [
      'takes a sequence once among documents',
      [
        [a, b],
        [b, c],
      ],
      [[a, b], [c]],
      [
        [
          [0, 0],
          [0, 1],
        ],
        [
          [0, 1],
          [1, 0],
        ],
      ],
    ],
    [
      'makes no group of a document that brings nothing new',
      [[a, b], [b, a], [c]],
      [[a, b], [c]],
      [
        [
          [0, 0],
          [0, 1],
        ],
        [
          [0, 1],
          [0, 0],
        ],
        [[1, 0]],
      ],
    ],
    [
      'tells apart where context and continuation part',
      [[sequence([1], [2, 3]), c]],
      [[sequence([1], [2, 3]), c]],
      [
        [
          [0, 0],
          [0, 1],
        ],
      ],
    ],
    ['makes nothing of nothing', [], [], []],
  ];

for (const [title, documents, groups, indexes] of CASES) {
  test(`planGroups(documents) ${title}`, () => {
    assert.deepEqual(planGroups(documents), {
      groups: groups.map((sequences) => ({ sequences })),
      indexes: indexes.map((own) => own.map(([group, sequence]) => ({ group, sequence }))),
    });
  });
}
