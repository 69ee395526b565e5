import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planSources } from '../../../src/model/score/plan-sources.js';

const START = 0;

test('planSources(groups, decoderStartId, longest) has each source once, and a row for the choices of a group', () => {
  const planned = planSources(
    [
      {
        sequences: [
          { context: [7], continuation: [4] },
          { context: [8, 9], continuation: [4, 5] },
          { context: [7], continuation: [6, 5] },
        ],
      },
      { sequences: [{ context: [8, 9], continuation: [3] }] },
    ],
    START,
    10,
  );
  assert.deepEqual(planned, [
    {
      ids: [7],
      rows: [
        {
          group: 0,
          // The first choice needs the start token only.
          ids: [START, 6],
          trunk: 1,
          branchEnds: [1, 2],
          targets: [
            { place: 0, id: 4, sequence: 0 },
            { place: 0, id: 6, sequence: 2 },
            { place: 1, id: 5, sequence: 2 },
          ],
        },
      ],
    },
    {
      ids: [8, 9],
      rows: [
        {
          group: 0,
          ids: [START, 4],
          trunk: 2,
          branchEnds: [2],
          targets: [
            { place: 0, id: 4, sequence: 1 },
            { place: 1, id: 5, sequence: 1 },
          ],
        },
        {
          group: 1,
          ids: [START],
          trunk: 1,
          branchEnds: [1],
          targets: [{ place: 0, id: 3, sequence: 0 }],
        },
      ],
    },
  ]);
});

test('planSources(groups, decoderStartId, longest) gives choices rows of their own where one row would be too long', () => {
  const context = [7];
  const sequences = [
    { context, continuation: [4, 5] },
    { context, continuation: [6, 5] },
  ];
  const [source] = planSources([{ sequences }], START, 2);
  assert.deepEqual(
    source?.rows.map(({ ids, targets }) => [ids, targets.map(({ sequence }) => sequence)]),
    [
      [
        [START, 4],
        [0, 0],
      ],
      [
        [START, 6],
        [1, 1],
      ],
    ],
  );
});
