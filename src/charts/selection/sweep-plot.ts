/** Inertia and silhouette over the number of clusters: where to look for a bend or a peak. */

import type { Figure } from '../../records/figure.js';
import type { SweepPoint } from '../../selection/stability/sweep-counts.js';
import { caption, frame, layOutPanels } from '../marks/panel.js';
import { plot } from '../marks/plot.js';
import { subsetStyles } from '../marks/plot-style.js';
import { ruleX } from '../marks/rule.js';
import { line } from '../marks/trace.js';

/** Which number to point out, and the words around the curves. */
export interface SweepPlotOptions {
  /** Number of clusters to point out, or `null` for none (default 14, as in the paper). */
  reference?: number | null;
  /** Default: `sweep`. */
  id?: string;
  /** Default: `Clusters of k-means by their number`. */
  title?: string;
}

const PANELS = [
  { title: 'Inertia', field: 'inertia' },
  { title: 'Mean silhouette', field: 'silhouette' },
] as const;

/**
 * Draws what `sweepCounts` found.
 * @returns a figure whose records are the points.
 * @throws RangeError where there is no point.
 */
export function sweepPlot(
  points: readonly SweepPoint[],
  { reference = 14, id = 'sweep', title = 'Clusters of k-means by their number' }: SweepPlotOptions = {},
): Figure {
  const best = bestSilhouette(points);
  const panels = layOutPanels(PANELS.length, { gapX: 0.2 });
  const [style] = subsetStyles(['GEO']);
  const marked = points.find(({ count }) => count === reference);
  const at = marked === undefined ? '' : ` At k = ${marked.count}: ${pointText(marked)}.`;
  const peak = best === null ? '' : ` The mean silhouette is highest at k = ${best.count}.`;
  return {
    kind: 'figure',
    id,
    title,
    caption: `Left: sum of squared distances from the centroids, which falls with every cluster; a bend would mark a natural number. Right: mean silhouette, higher where clusters are tight and far apart.${peak}${at}`,
    alt: `Two line charts over ${points.length} numbers of clusters.${peak}${at}`,
    ...plot(
      [
        ...panels.map((panel) =>
          frame({ x: { title: 'Clusters k', rangemode: 'tozero' }, y: { rangemode: 'tozero' } }, panel),
        ),
        ...panels.map((panel, index) =>
          caption(`<b>${PANELS[index]?.title}</b>`, { panel, size: 14, lift: 4 }),
        ),
        ...panels.map((panel) =>
          ruleX(marked === undefined ? [] : [marked.count], { panel, layer: 'below', style: 'reference' }),
        ),
        ...PANELS.map(({ field }, index) =>
          line(
            { x: points.map(({ count }) => count), y: points.map((point) => point[field]) },
            {
              panel: panels[index],
              line: { color: style?.colour, width: 2 },
              marker: { color: style?.colour, size: 7 },
              hover: points.map((point) => `<b>k = ${point.count}</b><br>${pointText(point)}`),
            },
          ),
        ),
      ],
      { title, height: 400 },
    ),
    records: points.map((point) => ({ ...point })),
  };
}

/** The point with the highest silhouette, the first of several; `null` where none has one. */
function bestSilhouette(points: readonly SweepPoint[]): SweepPoint | null {
  if (points.length === 0) throw new RangeError('sweepPlot: points must hold at least one, got none');
  const measured = points.filter(({ silhouette }) => silhouette !== null);
  const highest = Math.max(...measured.map(({ silhouette }) => silhouette ?? NaN));
  return measured.find(({ silhouette }) => silhouette === highest) ?? null;
}

function pointText({ inertia, silhouette }: SweepPoint): string {
  const second = silhouette === null ? '' : `, mean silhouette ${silhouette.toFixed(3)}`;
  return `inertia ${Number(inertia.toPrecision(4))}${second}`;
}
