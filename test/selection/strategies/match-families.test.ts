import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchFamilies } from '../../../src/selection/strategies/match-families.js';

/** Languages 0 to 5. */
const families = ['X', 'X', 'Y', 'X', 'Y', 'Z'];

const CASES: readonly (readonly [
  name: string,
  preferences: readonly (readonly number[])[],
  most: number,
  taken: readonly number[],
  expected: ReturnType<typeof matchFamilies>,
])[] = [
  ['takes the nearest where all may stay', [[0, 2], [4], [5]], 1, [], { indices: [0, 4, 5] }],
  [
    'moves an earlier group where a later one has no other family',
    [[1, 0, 2], [3]],
    1,
    [],
    { indices: [2, 3] },
  ],
  ['moves several groups in a row', [[0, 2], [4, 5], [3]], 1, [], { indices: [2, 5, 3] }],
  ['lets a family be taken twice', [[0, 2], [3]], 2, [], { indices: [0, 3] }],
  [
    'counts what is taken',
    [
      [0, 2],
      [4, 5],
    ],
    1,
    [1],
    { indices: [2, 5] },
  ],
  ['names the group that has none', [[0], [5], [3]], 1, [], { stuck: 2 }],
  ['names the group of a family that is full', [[0]], 1, [3], { stuck: 0 }],
  ['gives nothing to no groups', [], 1, [], { indices: [] }],
];

for (const [name, preferences, most, taken, expected] of CASES) {
  test(`matchFamilies(preferences, quota, taken) ${name}`, () => {
    assert.deepEqual(matchFamilies(preferences, { families, most }, taken), expected);
  });
}
