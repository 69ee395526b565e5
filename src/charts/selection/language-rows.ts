/** Rows of languages: names along an axis, the chosen ones red, and marks of their clusters. */

import type { PlotlyObject } from '../../records/figure.js';
import { type AxisFields, categories } from '../marks/panel.js';
import { GREYS, plotText } from '../marks/plot-style.js';
import { CHOSEN_COLOUR, clusterStyle } from './cluster-styles.js';
import type { ClusteredLanguage } from './clustered-languages.js';

/** Pixels from row to row: room for a line of text. */
export const ROW_HEIGHT = 17;

/** Diameter of a mark in pixels. */
const MARK_SIZE = 11;
/** Of a language in no cluster. */
const OUTSIDE = { colour: GREYS.background, symbol: 'circle' } as const;

/** An upward axis with a language a row, the first one lowest: `Vietnamese vi`, red and bold where it is chosen. */
export function languageTicks(clustered: readonly ClusteredLanguage[]): AxisFields {
  return {
    ...categories(clustered.map(languageText)),
    range: [-0.8, clustered.length - 0.2],
    automargin: 'left',
    showline: false,
    showgrid: false,
  };
}

/** Name and code as Plotly draws them. */
export function languageText({
  name,
  code,
  chosen,
}: Pick<ClusteredLanguage, 'name' | 'code' | 'chosen'>): string {
  const text = name === code ? plotText(code) : `${plotText(name)} ${plotText(code)}`;
  return chosen ? `<b><span style="color:${CHOSEN_COLOUR}">${text}</span></b>` : text;
}

/** Small marks in the colours and shapes of the clusters, those of chosen languages with a red rim. */
export function leafMarkers(clustered: readonly ClusteredLanguage[]): PlotlyObject {
  const styles = clustered.map(({ cluster }) => (cluster === null ? OUTSIDE : clusterStyle(cluster - 1)));
  return {
    size: MARK_SIZE,
    color: styles.map(({ colour }) => colour),
    symbol: styles.map(({ symbol }) => symbol),
    line: {
      color: clustered.map(({ chosen }) => (chosen ? CHOSEN_COLOUR : GREYS.line)),
      width: clustered.map(({ chosen }) => (chosen ? 2 : 1)),
    },
    opacity: 1,
  };
}
