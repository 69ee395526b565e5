/** Languages as a tree: the nearest ones join first. */
import { type Cluster as Agnes, agnes } from 'ml-hclust';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import { matrixRow } from '../../records/matrix.js';
import { distanceMatrix } from '../distance-matrix.js';

/** How far two groups are apart: as their nearest, their farthest, or on average all pairs of languages. */
export const LINKAGES = ['single', 'complete', 'average'] as const;

/** Name of a way to measure the distance of groups. */
export type Linkage = (typeof LINKAGES)[number];

/** A language, or two groups that join. */
export interface TreeNode {
  /** The language, or `null` where two groups join. */
  readonly code: string | null;
  /** Distance at which the groups join, in the unit of the features; 0 for a language. */
  readonly height: number;
  /** The two groups, or none. */
  readonly children: readonly TreeNode[];
}

/** How to build the tree. */
export interface ClusterTreeOptions {
  /** Default: `average`. */
  linkage?: Linkage;
}

/**
 * Joins languages to groups and groups to larger ones, always the two that are nearest (agglomerative clustering).
 * @throws RangeError where the linkage is another.
 */
export function clusterTree(
  features: FeatureTable | DistanceTable,
  { linkage = 'average' }: ClusterTreeOptions = {},
): TreeNode {
  if (!LINKAGES.includes(linkage)) {
    throw new RangeError(`clusterTree: linkage must be one of ${LINKAGES.join(', ')}, got ${linkage}`);
  }
  const distances = distanceMatrix(features);
  const rows = Array.from({ length: distances.rows }, (_, index) => [...matrixRow(distances, index)]);
  return treeNode(agnes(rows, { method: linkage, isDistanceMatrix: true }), features.codes);
}

function treeNode({ isLeaf, index, height, children }: Agnes, codes: readonly string[]): TreeNode {
  if (isLeaf) return { code: codes[index] ?? null, height: 0, children: [] };
  return { code: null, height, children: children.map((child) => treeNode(child, codes)) };
}

/** The languages of a tree in the order in which it is drawn without crossing lines. */
export function treeLeaves({ code, children }: TreeNode): string[] {
  return code === null ? children.flatMap(treeLeaves) : [code];
}
