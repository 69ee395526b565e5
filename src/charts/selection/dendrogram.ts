/** Languages as a tree of their features, with the clusters of a selection at its leaves. */
import { readLanguages } from '../../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import type { Figure, PlotlyObject } from '../../records/figure.js';
import {
  type ClusterTreeOptions,
  clusterTree,
  type TreeNode,
  treeLeaves,
} from '../../selection/projection/cluster-tree.js';
import type { Selection } from '../../selection/selection.js';
import { GREYS, plotAxis, plotLayout } from '../marks/plot-style.js';
import { type ClusterMark, clusterHover, clusterMarks, type PoolLanguage } from './cluster-marks.js';
import { languageTicks, leafMarkers, ROW_HEIGHT } from './language-rows.js';

/** What to draw. */
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

/** A place in the drawing: distance to the right, rows upwards. */
interface Joint {
  readonly height: number;
  readonly row: number;
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
  const facts = new Map(languages.map((language) => [language.code, language]));
  const pool = leaves.map((code) => facts.get(code) ?? { code });
  const marks = clusterMarks(selection ?? { languages: [], clusters: [] }, pool);
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
    data: [branches(tree, rows), leafTrace(marks)],
    layout: plotLayout(title, leaves.length * ROW_HEIGHT + 140, {
      xaxis: plotAxis('Distance', { range: [-0.02 * tree.height, 1.02 * tree.height] }),
      yaxis: languageTicks(marks),
      margin: { l: 24, r: 24, t: 64, b: 56 },
    }),
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

/** All lines of the tree as one trace. */
function branches(tree: TreeNode, rows: ReadonlyMap<string, number>): PlotlyObject {
  const lines: Joint[][] = [];
  const draw = (node: TreeNode): Joint => {
    if (node.code !== null) return { height: 0, row: rows.get(node.code) ?? NaN };
    const ends = node.children.map(draw);
    const { height } = node;
    const [first, last] = [ends[0] as Joint, ends.at(-1) as Joint];
    lines.push([first, { height, row: first.row }, { height, row: last.row }, last]);
    return { height, row: (first.row + last.row) / 2 };
  };
  draw(tree);
  return {
    type: 'scatter',
    mode: 'lines',
    x: lines.flatMap((line) => [...line.map(({ height }) => height), null]),
    y: lines.flatMap((line) => [...line.map(({ row }) => row), null]),
    line: { color: GREYS.text, width: 1.5 },
    hoverinfo: 'skip',
  };
}

function leafTrace(marks: readonly ClusterMark[]): PlotlyObject {
  return {
    type: 'scatter',
    mode: 'markers',
    x: marks.map(() => 0),
    y: marks.map((_, row) => row),
    marker: leafMarkers(marks),
    cliponaxis: false,
    hoverinfo: 'text',
    hovertext: marks.map(clusterHover),
  };
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
