import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DistanceTable } from '../../../src/languages/feature-table.js';
import { readFeatures } from '../../../src/languages/features.js';
import { matrixFromRows } from '../../../src/records/matrix.js';
import {
  clusterTree,
  LINKAGES,
  type Linkage,
  type TreeNode,
  treeLeaves,
} from '../../../src/selection/projection/cluster-tree.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';

type Heights = Readonly<Record<'geo' | 'learn' | 'sem', Readonly<Record<Linkage, readonly number[]>>>>;

const { heights } = readReference<{ heights: Heights }>('projection.json');

/** Places 0, 1, 3 and 7 on a line. */
const LINE: DistanceTable = {
  kind: 'distances',
  name: 'line',
  title: 'Line',
  codes: ['a', 'b', 'c', 'd'],
  matrix: matrixFromRows([
    [0, 1, 3, 7],
    [1, 0, 2, 6],
    [3, 2, 0, 4],
    [7, 6, 4, 0],
  ]),
  missing: [],
  equal: [],
};

function joints(node: TreeNode): number[] {
  return node.code === null ? [...node.children.flatMap(joints), node.height] : [];
}

const CASES: readonly (readonly [Linkage, readonly number[]])[] = [
  ['single', [1, 2, 4]],
  ['complete', [1, 3, 7]],
  // (3 + 2) / 2, then (7 + 6 + 4) / 3.
  ['average', [1, 2.5, 17 / 3]],
];

for (const [linkage, expected] of CASES) {
  test(`clusterTree(distances, { linkage: '${linkage}' }) joins at the distances worked out by hand`, () => {
    const tree = clusterTree(LINE, { linkage });
    assertClose(joints(tree), expected, 1e-12);
    assert.deepEqual(treeLeaves(tree).sort(), ['a', 'b', 'c', 'd']);
  });
}

for (const kind of ['geo', 'learn', 'sem'] as const) {
  for (const linkage of LINKAGES) {
    test(`clusterTree(${kind}, { linkage: '${linkage}' }) joins where SciPy does`, () => {
      const found = joints(clusterTree(readFeatures(kind), { linkage })).sort((a, b) => a - b);
      // Square roots of sums in another order.
      assertClose(found, heights[kind][linkage], 1e-10);
    });
  }
}

test('clusterTree(distances) of one language is that language', () => {
  const one = { ...LINE, codes: ['a'], matrix: matrixFromRows([[0]]) };
  assert.deepEqual(clusterTree(one), { code: 'a', height: 0, children: [] });
});

test('clusterTree(features, { linkage }) refuses other linkages', () => {
  assert.throws(() => clusterTree(LINE, { linkage: 'ward' as Linkage }), {
    name: 'RangeError',
    message: 'clusterTree: linkage must be one of single, complete, average, got ward',
  });
});
