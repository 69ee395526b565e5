/** How well each language sits in its cluster. */
import { readLanguages } from '../../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import type { Figure, PlotlyObject } from '../../records/figure.js';
import { subSquare } from '../../records/matrix.js';
import { distanceMatrix } from '../../selection/distance-matrix.js';
import type { Selection } from '../../selection/selection.js';
import { silhouetteValues } from '../../selection/stability/silhouette.js';
import { GREYS, plotAxis, plotLayout } from '../marks/plot-style.js';
import { type ClusterMark, clusterHover, clusterMarks, type PoolLanguage } from './cluster-marks.js';
import { clusterStyle } from './cluster-styles.js';
import { languageTicks, ROW_HEIGHT } from './language-rows.js';

const RULE = { color: GREYS.line, width: 1 } as const;

/** What to draw. */
export interface SilhouettePlotOptions {
  /** Default: `silhouette`. */
  id?: string;
  /** Default: names the features. */
  title?: string;
  /** Names, families and speakers (default: the 52 of the catalogue). */
  languages?: readonly PoolLanguage[];
}

/** One bar. */
type SilhouetteMark = ClusterMark & {
  /** −1 to 1. */
  readonly silhouette: number;
};

/**
 * Draws the silhouette of each language of a selection's clusters, cluster by cluster, the best of each on top.
 * @param features what the distances are taken from.
 * @returns a figure whose records are the languages with their clusters and silhouettes.
 * @throws RangeError where the features lack a language of the clusters, or there are fewer than 2 clusters or as
 * many as languages.
 */
export function silhouettePlot(
  selection: Selection,
  features: FeatureTable | DistanceTable,
  {
    id = 'silhouette',
    title = `Silhouettes of ${selection.clusters.length} clusters by ${features.name}`,
    languages = readLanguages(),
  }: SilhouettePlotOptions = {},
): Figure {
  const marks = silhouetteMarks(selection, features, languages);
  const mean = marks.reduce((sum, { silhouette }) => sum + silhouette, 0) / marks.length;
  const below = marks.filter(({ silhouette }) => silhouette < 0).map(({ code }) => code);
  // Rows go upwards: the first cluster comes last.
  const rows = [...marks].reverse();
  return {
    kind: 'figure',
    id,
    title,
    caption: `Silhouette of each language: 1 where its own cluster is near and the next one far, 0 between two clusters and where it is alone in its own, below 0 where another cluster is nearer. The dashed line is the mean, ${mean.toFixed(3)}. Red names are chosen. Nearer to another cluster than to their own: ${below.length === 0 ? 'none' : below.join(', ')}.`,
    alt: `Bar chart of the silhouettes of ${marks.length} languages in ${selection.clusters.length} clusters. Mean ${mean.toFixed(3)}; ${below.length} below 0.`,
    data: [bars(rows)],
    layout: plotLayout(title, rows.length * ROW_HEIGHT + 140, {
      xaxis: plotAxis('Silhouette', { zeroline: true, zerolinewidth: 1 }),
      yaxis: languageTicks(rows),
      shapes: [meanLine(mean), ...clusterRules(rows)],
      margin: { l: 24, r: 24, t: 64, b: 56 },
    }),
    records: marks,
  };
}

/** The languages cluster by cluster, in each the best first. */
function silhouetteMarks(
  selection: Selection,
  features: FeatureTable | DistanceTable,
  languages: readonly PoolLanguage[],
): SilhouetteMark[] {
  if (selection.clusters.length < 2) {
    throw new RangeError(
      `silhouettePlot: the selection must have at least 2 clusters, got ${selection.clusters.length}`,
    );
  }
  const facts = new Map(languages.map((language) => [language.code, language]));
  const codes = selection.clusters.flatMap(({ members }) => members);
  const places = codes.map((code) => {
    const place = features.codes.indexOf(code);
    if (place !== -1) return place;
    throw new RangeError(
      `silhouettePlot: features must have every language of the clusters, got none for ${code}`,
    );
  });
  const marks = clusterMarks(
    selection,
    codes.map((code) => facts.get(code) ?? { code }),
  );
  const values = silhouetteValues(
    subSquare(distanceMatrix(features), places),
    marks.map(({ cluster }) => cluster ?? NaN),
  );
  return marks
    .map((mark, index) => ({ ...mark, silhouette: values[index] ?? NaN }))
    .sort((a, b) => (a.cluster ?? 0) - (b.cluster ?? 0) || b.silhouette - a.silhouette);
}

function bars(rows: readonly SilhouetteMark[]): PlotlyObject {
  return {
    type: 'bar',
    orientation: 'h',
    x: rows.map(({ silhouette }) => silhouette),
    y: rows.map((_, row) => row),
    width: 0.8,
    marker: { color: rows.map(({ cluster }) => clusterStyle((cluster ?? 1) - 1).colour) },
    // Hover text would be drawn in the bars as well.
    textposition: 'none',
    hoverinfo: 'text',
    hovertext: rows.map((mark) => `${clusterHover(mark)}<br>silhouette ${mark.silhouette.toFixed(3)}`),
  };
}

function meanLine(mean: number): PlotlyObject {
  const line = { color: GREYS.text, width: 1.5, dash: 'dash' };
  return { type: 'line', x0: mean, x1: mean, yref: 'paper', y0: 0, y1: 1, line };
}

/** Lines between clusters, as neighbours may look alike. */
function clusterRules(rows: readonly SilhouetteMark[]): PlotlyObject[] {
  return rows.flatMap(({ cluster }, row) =>
    row === 0 || rows[row - 1]?.cluster === cluster
      ? []
      : [{ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: row - 0.5, y1: row - 0.5, line: RULE }],
  );
}
