/** How well each language sits in its cluster. */
import { readLanguages } from '../../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import type { Figure } from '../../records/figure.js';
import { subSquare } from '../../records/matrix.js';
import { distanceMatrix } from '../../selection/distance-matrix.js';
import type { Selection } from '../../selection/selection.js';
import { silhouetteValues } from '../../selection/stability/silhouette.js';
import { frame } from '../marks/panel.js';
import { layoutFields, type Mark, plot } from '../marks/plot.js';
import { ruleX, ruleY } from '../marks/rule.js';
import { bars } from '../marks/trace.js';
import { clusterStyle } from './cluster-styles.js';
import {
  type ClusteredLanguage,
  clusterHover,
  clusterLanguages,
  type PoolLanguage,
  poolOf,
} from './clustered-languages.js';
import { languageTicks, ROW_HEIGHT } from './language-rows.js';

/** Words around the bars, and the facts for their hover texts. */
export interface SilhouettePlotOptions {
  /** Default: `silhouette`. */
  id?: string;
  /** Default: names the features. */
  title?: string;
  /** Names, families and speakers (default: the 52 of the catalogue). */
  languages?: readonly PoolLanguage[];
}

/** How well a language sits in its cluster. */
type LanguageSilhouette = ClusteredLanguage & {
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
  const clustered = languageSilhouettes(selection, features, languages);
  const mean = clustered.reduce((sum, { silhouette }) => sum + silhouette, 0) / clustered.length;
  const below = clustered.filter(({ silhouette }) => silhouette < 0).map(({ code }) => code);
  // Rows go upwards: the first cluster comes last.
  const rows = [...clustered].reverse();
  return {
    kind: 'figure',
    id,
    title,
    caption: `Silhouette of each language: 1 where its own cluster is near and the next one far, 0 between two clusters and where it is alone in its own, below 0 where another cluster is nearer. The dashed line is the mean, ${mean.toFixed(3)}. Red names are chosen. Nearer to another cluster than to their own: ${below.length === 0 ? 'none' : below.join(', ')}.`,
    alt: `Bar chart of the silhouettes of ${clustered.length} languages in ${selection.clusters.length} clusters. Mean ${mean.toFixed(3)}; ${below.length} below 0.`,
    ...plot(
      [
        frame({ x: { title: 'Silhouette', zeroline: true, zerolinewidth: 1 }, y: languageTicks(rows) }),
        ruleX([mean], { style: 'baseline' }),
        ruleY(clusterEnds(rows), { style: 'divider' }),
        silhouetteBars(rows),
        layoutFields({ margin: { l: 24, r: 24, t: 64, b: 56 } }),
      ],
      { title, height: rows.length * ROW_HEIGHT + 140 },
    ),
    records: clustered,
  };
}

/** The languages cluster by cluster, in each the best first. */
function languageSilhouettes(
  selection: Selection,
  features: FeatureTable | DistanceTable,
  languages: readonly PoolLanguage[],
): LanguageSilhouette[] {
  if (selection.clusters.length < 2) {
    throw new RangeError(
      `silhouettePlot: the selection must have at least 2 clusters, got ${selection.clusters.length}`,
    );
  }
  const codes = selection.clusters.flatMap(({ members }) => members);
  const indices = codes.map((code) => {
    const index = features.codes.indexOf(code);
    if (index !== -1) return index;
    throw new RangeError(
      `silhouettePlot: features must have every language of the clusters, got none for ${code}`,
    );
  });
  const clustered = clusterLanguages(selection, poolOf(codes, languages));
  const values = silhouetteValues(
    subSquare(distanceMatrix(features), indices),
    clustered.map(({ cluster }) => cluster ?? NaN),
  );
  return clustered
    .map((language, index) => ({ ...language, silhouette: values[index] ?? NaN }))
    .sort((a, b) => (a.cluster ?? 0) - (b.cluster ?? 0) || b.silhouette - a.silhouette);
}

function silhouetteBars(rows: readonly LanguageSilhouette[]): Mark {
  return bars(
    { x: rows.map(({ silhouette }) => silhouette), y: rows.map((_, row) => row) },
    {
      orientation: 'h',
      width: 0.8,
      marker: { color: rows.map(({ cluster }) => clusterStyle((cluster ?? 1) - 1).colour) },
      hover: rows.map(
        (language) => `${clusterHover(language)}<br>silhouette ${language.silhouette.toFixed(3)}`,
      ),
    },
  );
}

/** Where one cluster ends and the next begins, as neighbours may look alike. */
function clusterEnds(rows: readonly LanguageSilhouette[]): number[] {
  return rows.flatMap(({ cluster }, row) =>
    row === 0 || rows[row - 1]?.cluster === cluster ? [] : [row - 0.5],
  );
}
