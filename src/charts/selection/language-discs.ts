/** Languages as discs with their codes, each joined to the one that stands for it: the form of the map and the t-SNE. */

import type { PlotlyObject } from '../../records/figure.js';
import type { Selection } from '../../selection/selection.js';
import { caption } from '../marks/panel.js';
import type { Mark } from '../marks/plot.js';
import { GREYS, plotText } from '../marks/plot-style.js';
import { dots, segments } from '../marks/trace.js';
import { CHOSEN_COLOUR, type ClusterStyle, clusterStyle } from './cluster-styles.js';
import { type ClusteredLanguage, clusterHover } from './clustered-languages.js';
import { type DrawnPoint, spreadPoints } from './spread-points.js';

/** Diameter of a disc in pixels: room for a code of two or three letters. */
export const DISC_SIZE = 24;

/** What the discs mean, in words above the drawing. */
export function discKey({ clusters }: Pick<Selection, 'clusters'>): Mark {
  const lines = clusters.length === 0 ? '' : ' Lines lead to the language that stands for a cluster.';
  return caption(`Red: chosen.${lines}`, { lift: 4 });
}

/** The same in the words of a caption. */
export function discSentence({ clusters }: Pick<Selection, 'clusters'>): string {
  if (clusters.length === 0) return 'Red ones are chosen.';
  return "Red ones are chosen; lines join each of the others of a cluster to the one that stands for it. Colour and shape are the cluster's.";
}

/** Where a disc was moved by more than this share of its width, it no longer covers its place: half, rounding aside. */
const UNCOVERED = 0.51;

/** Fill of languages in no cluster. */
const OUTSIDE = '#F7F7F7';

/** A language and where it is at home on the axes. */
export type PlacedLanguage = ClusteredLanguage & DrawnPoint;

/**
 * Draws languages; discs that would lie on each other are moved apart, and a dotted line shows where from.
 * @param pixel length of a pixel along x and y, in the units of the axes.
 * @returns traces: lines, discs, and the chosen discs on top.
 */
export function languageDiscs(clustered: readonly PlacedLanguage[], pixel: DrawnPoint): PlotlyObject[] {
  const width = { x: DISC_SIZE * pixel.x, y: DISC_SIZE * pixel.y };
  const spots = spreadPoints(clustered, width);
  const drawn = clustered.map((language, index) => ({ language, spot: spots[index] ?? language }));
  const spotOf = new Map(drawn.map(({ language, spot }) => [language.code, spot]));
  const spokes = drawn.flatMap(({ language, spot }): [DrawnPoint, DrawnPoint][] => {
    const centre = spotOf.get(language.representative ?? language.code);
    return centre === undefined || centre === spot ? [] : [[centre, spot]];
  });
  const moves = drawn.flatMap(({ language, spot }): [DrawnPoint, DrawnPoint][] =>
    Math.hypot((spot.x - language.x) / width.x, (spot.y - language.y) / width.y) > UNCOVERED
      ? [[language, spot]]
      : [],
  );
  return [
    segments(spokes, { line: { color: GREYS.line, width: 1.5 } }),
    segments(moves, { line: { color: GREYS.text, width: 1, dash: 'dot' } }),
    discs(drawn.filter(({ language }) => !language.chosen)),
    discs(drawn.filter(({ language }) => language.chosen)),
  ].flatMap(({ data = [] }) => data);
}

function discs(drawn: readonly { language: PlacedLanguage; spot: DrawnPoint }[]): Mark {
  const styles = drawn.map(({ language }) => discStyle(language));
  return dots(
    { x: drawn.map(({ spot }) => spot.x), y: drawn.map(({ spot }) => spot.y) },
    {
      marker: {
        size: DISC_SIZE,
        symbol: styles.map(({ symbol }) => symbol),
        color: styles.map(({ colour }) => colour),
        line: {
          color: drawn.map(({ language }) => (language.cluster === null ? GREYS.line : GREYS.background)),
          width: 1,
        },
        opacity: 1,
      },
      text: drawn.map(({ language }) =>
        language.chosen ? `<b>${plotText(language.code)}</b>` : plotText(language.code),
      ),
      textposition: 'middle center',
      textfont: {
        size: 13,
        color: drawn.map(({ language }) => (language.chosen ? GREYS.background : GREYS.text)),
      },
      cliponaxis: false,
      hover: drawn.map(({ language }) => clusterHover(language)),
    },
  );
}

function discStyle({ cluster, chosen }: ClusteredLanguage): ClusterStyle {
  const style = cluster === null ? { colour: OUTSIDE, symbol: 'circle' } : clusterStyle(cluster - 1);
  return chosen ? { ...style, colour: CHOSEN_COLOUR } : style;
}
