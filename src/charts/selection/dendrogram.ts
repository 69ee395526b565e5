/** Languages as a tree of their features, with the clusters of a selection at its leaves. */
import { readLanguages } from '../../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import type { Figure } from '../../records/figure.js';
import {
  type ClusterTreeOptions,
  clusterTree,
  type TreeNode,
  treeLeaves,
} from '../../selection/projection/cluster-tree.js';
import type { Selection } from '../../selection/selection.js';
import { frame } from '../marks/panel.js';
import { layoutFields, plot } from '../marks/plot.js';
import { GREYS } from '../marks/plot-style.js';
import { dots, segments } from '../marks/trace.js';
import { clusterHover, clusterLanguages, type PoolLanguage, poolOf } from './clustered-languages.js';
import { languageTicks, leafMarkers, ROW_HEIGHT } from './language-rows.js';
import type { DrawnPoint } from './spread-points.js';

/** How languages are joined, what is shown at the leaves, and the words around. */
export interface DendrogramOptions extends ClusterTreeOptions {
  /** Clusters and chosen languages to show at the leaves (default: none). */
  selection?: Selection | null;
  /** Default: `dendrogram`. */
  id?: string;
  /** Default: the features' title. */
  title?: string;
  /** Names, families and speakers (default: the 52 of the catalogue). */
  languages?: readonly PoolLanguage[];
}

/**
 * Draws the tree in which the nearest languages join first.
 * @returns a figure whose records are the joints: languages, number of them, distance.
 * @throws RangeError where the features lack a language of the selection, or the linkage is another.
 */
export function dendrogram(
  features: FeatureTable | DistanceTable,
  {
    selection = null,
    linkage = 'average',
    id = 'dendrogram',
    title = `Tree of languages: ${features.title}`,
    languages = readLanguages(),
  }: DendrogramOptions = {},
): Figure {
  const tree = clusterTree(features, { linkage });
  const leaves = treeLeaves(tree).reverse();
  const rows = new Map(leaves.map((code, row) => [code, row]));
  const clustered = clusterLanguages(selection ?? { languages: [], clusters: [] }, poolOf(leaves, languages));
  const records = joints(tree).map(({ height, leaves: joined }) => ({
    languages: joined.join(' '),
    size: joined.length,
    height,
  }));
  const shown =
    selection === null
      ? ''
      : ' Red ones are chosen; the mark beside a name has colour and shape of its cluster.';
  return {
    kind: 'figure',
    id,
    title,
    caption: `${leaves.length} languages, the nearest joined first (${linkage} linkage); a joint stands at the distance of the two groups.${shown}`,
    alt: `Dendrogram of ${leaves.length} languages. The last joint, at ${round(tree.height)}, sets ${smallerSide(tree).join(', ')} apart from the others.`,
    ...plot(
      [
        frame({
          x: { title: 'Distance', range: [-0.02 * tree.height, 1.02 * tree.height] },
          y: languageTicks(clustered),
        }),
        segments(branches(tree, rows), { line: { color: GREYS.text, width: 1.5 } }),
        dots(
          { x: clustered.map(() => 0), y: clustered.map((_, row) => row) },
          { marker: leafMarkers(clustered), cliponaxis: false, hover: clustered.map(clusterHover) },
        ),
        layoutFields({ margin: { l: 24, r: 24, t: 64, b: 56 } }),
      ],
      { title, height: leaves.length * ROW_HEIGHT + 140 },
    ),
    records,
  };
}

function joints(node: TreeNode): { height: number; leaves: string[] }[] {
  if (node.code !== null) return [];
  return [...node.children.flatMap(joints), { height: node.height, leaves: treeLeaves(node) }];
}

/** The smaller of the two groups that join last; empty for a single language. */
function smallerSide({ children }: TreeNode): string[] {
  const sides = children.map(treeLeaves).sort((a, b) => a.length - b.length);
  return sides[0] ?? [];
}

/** The lines of the tree, three sides of a box a joint: distance to the right, rows upwards. */
function branches(tree: TreeNode, rows: ReadonlyMap<string, number>): DrawnPoint[][] {
  const lines: DrawnPoint[][] = [];
  const draw = (node: TreeNode): DrawnPoint => {
    if (node.code !== null) return { x: 0, y: rows.get(node.code) ?? NaN };
    const ends = node.children.map(draw);
    const x = node.height;
    const [first, last] = [ends[0] as DrawnPoint, ends.at(-1) as DrawnPoint];
    lines.push([first, { x, y: first.y }, { x, y: last.y }, last]);
    return { x, y: (first.y + last.y) / 2 };
  };
  draw(tree);
  return lines;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
