/** Languages in the plane by t-SNE of their features, with the clusters of a selection. */
import { readLanguages } from '../../languages/catalogue.js';
import type { DistanceTable, FeatureTable } from '../../languages/feature-table.js';
import type { Figure } from '../../records/figure.js';
import {
  defaultPerplexity,
  type PlanePoint,
  type TsneOptions,
  tsne,
} from '../../selection/projection/tsne.js';
import type { Selection } from '../../selection/selection.js';
import { frame } from '../marks/panel.js';
import { layoutFields, plot } from '../marks/plot.js';
import {
  clusterLanguages,
  clusterSentence,
  openSentences,
  type PoolLanguage,
  poolOf,
} from './clustered-languages.js';
import { discKey, discSentence, languageDiscs, type PlacedLanguage } from './language-discs.js';

/** Size of the drawing area in pixels in a narrow place: what a disc covers is measured by it. */
const AREA = { width: 640, height: 520 } as const;
/** Room around the outermost discs, as a share of the map. */
const PADDING = 0.06;

/** How to lay out and name the picture. */
export interface ProjectionPlotOptions extends TsneOptions {
  /** Default: `projection`. */
  id?: string;
  /** Default: the features' title. */
  title?: string;
  /** Names, families and speakers for the hover texts (default: the 52 of the catalogue). */
  languages?: readonly PoolLanguage[];
}

/**
 * Draws the languages of a selection where t-SNE of their features puts them.
 * @returns a figure whose records are the languages with their clusters and places.
 * @throws RangeError where the features lack a language of the selection, or `tsne` refuses an option.
 */
export function projectionPlot(
  selection: Selection,
  features: FeatureTable | DistanceTable,
  {
    id = 'projection',
    title = `Languages by t-SNE: ${features.title}`,
    languages = readLanguages(),
    perplexity = defaultPerplexity(features.codes.length),
    seed = 0,
  }: ProjectionPlotOptions = {},
): Figure {
  const points = tsne(features, { perplexity, seed });
  const clustered = clusterLanguages(selection, poolOf(features.codes, languages)).map(
    (language, index): PlacedLanguage => ({ ...language, ...(points[index] as PlanePoint) }),
  );
  const x = paddedRange(clustered.map((language) => language.x));
  const y = paddedRange(clustered.map((language) => language.y));
  const pixel = { x: (x[1] - x[0]) / AREA.width, y: (y[1] - y[0]) / AREA.height };
  const hidden = { showticklabels: false, ticks: '', showgrid: false, showline: false, mirror: true };
  const sensible = defaultPerplexity(features.codes.length);
  return {
    kind: 'figure',
    id,
    title,
    caption: [
      `${clustered.length} languages in the plane by t-SNE (perplexity ${round(perplexity)}, seed ${seed}). ${discSentence(selection)} Only nearness means something: axes have no unit.`,
      ...(perplexity > sensible
        ? [
            `A perplexity of ${round(perplexity)} is more than ${features.codes.length} languages bear (a third of the others, ${round(sensible)}): it shows how they lie on the whole, not who is next to whom.`,
          ]
        : []),
      ...openSentences(selection),
    ].join(' '),
    alt: `Scatter plot of ${clusterSentence(selection, clustered.length)}`,
    ...plot(
      [
        frame({ x: { ...hidden, range: x }, y: { ...hidden, range: y } }),
        discKey(selection),
        { data: languageDiscs(clustered, pixel) },
        layoutFields({ margin: { l: 24, r: 24, t: 88, b: 24 } }),
      ],
      { title, height: AREA.height + 120 },
    ),
    records: clustered,
  };
}

function paddedRange(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // All in one place where the features tell no two languages apart.
  const pad = PADDING * (high - low) || 1;
  return [low - pad, high + pad];
}

function round(value: number): string {
  return String(Number(value.toFixed(1)));
}
