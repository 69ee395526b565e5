/** Inertia and silhouette over the number of clusters: where to look for a bend or a peak. */

import type { Figure, PlotlyObject } from '../../records/figure.js';
import type { SweepPoint } from '../../selection/stability/sweep-counts.js';
import { axisName, type PanelPlace, panelGrid } from '../marks/panel-grid.js';
import { GREYS, plotAxis, plotLayout, plotNote, subsetStyles } from '../marks/plot-style.js';

/** What to draw. */
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
  const places = panelGrid(PANELS.length, { gapX: 0.2 });
  const marked = points.find(({ count }) => count === reference);
  const at = marked === undefined ? '' : ` At k = ${marked.count}: ${pointText(marked)}.`;
  const peak = best === null ? '' : ` The mean silhouette is highest at k = ${best.count}.`;
  return {
    kind: 'figure',
    id,
    title,
    caption: `Left: sum of squared distances from the centroids, which falls with every cluster; a bend would mark a natural number. Right: mean silhouette, higher where clusters are tight and far apart.${peak}${at}`,
    alt: `Two line charts over ${points.length} numbers of clusters.${peak}${at}`,
    data: PANELS.map(({ field }, index) => curve(points, field, index)),
    layout: plotLayout(title, 400, {
      ...Object.assign({}, ...places.map((place, index) => panelAxes(place, index))),
      annotations: PANELS.map((panel, index) =>
        plotNote(`<b>${panel.title}</b>`, {
          x: places[index]?.x[0],
          y: 1,
          xanchor: 'left',
          yanchor: 'bottom',
          yshift: 4,
          font: { size: 14 },
        }),
      ),
      shapes: marked === undefined ? [] : PANELS.map((_, index) => referenceLine(marked.count, index)),
    }),
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

function curve(points: readonly SweepPoint[], field: 'inertia' | 'silhouette', panel: number): PlotlyObject {
  const [style] = subsetStyles(['GEO']);
  return {
    type: 'scatter',
    mode: 'lines+markers',
    xaxis: axisName('x', panel),
    yaxis: axisName('y', panel),
    x: points.map(({ count }) => count),
    y: points.map((point) => point[field]),
    line: { color: style?.colour, width: 2 },
    marker: { color: style?.colour, size: 7 },
    hoverinfo: 'text',
    hovertext: points.map((point) => `<b>k = ${point.count}</b><br>${pointText(point)}`),
  };
}

function pointText({ inertia, silhouette }: SweepPoint): string {
  const second = silhouette === null ? '' : `, mean silhouette ${silhouette.toFixed(3)}`;
  return `inertia ${Number(inertia.toPrecision(4))}${second}`;
}

function panelAxes(place: PanelPlace, index: number): PlotlyObject {
  return {
    [axisName('xaxis', index)]: plotAxis('Clusters k', {
      domain: place.x,
      anchor: axisName('y', index),
      rangemode: 'tozero',
    }),
    [axisName('yaxis', index)]: plotAxis(null, {
      domain: place.y,
      anchor: axisName('x', index),
      rangemode: 'tozero',
    }),
  };
}

function referenceLine(count: number, index: number): PlotlyObject {
  return {
    type: 'line',
    xref: axisName('x', index),
    yref: `${axisName('y', index)} domain`,
    x0: count,
    x1: count,
    y0: 0,
    y1: 1,
    layer: 'below',
    line: { color: GREYS.line, width: 1.5, dash: 'dot' },
  };
}
