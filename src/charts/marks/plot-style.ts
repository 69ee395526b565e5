/** The one visual language of all figures: text, greys, axes, and a colour, symbol and dash for each subset. */
import { escapeHtml } from '../../base/escape-html.js';
import type { PlotlyObject } from '../../records/figure.js';
import { SUBSET_COLOURS } from '../subsets.js';
import type { PanelPlace } from './panel-grid.js';

/** Colours of everything that is not data. */
export const GREYS = { text: '#2B2B2B', line: '#8A8A8A', grid: '#E6E6E6', background: '#FFFFFF' } as const;

/** The font of all text in a figure; sizes in pixels. */
export const FONT: { readonly family: string; readonly size: number; readonly color: string } = {
  family: 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  size: 14,
  color: GREYS.text,
};

/** How a subset is drawn. Symbol and dash tell subsets apart where colour cannot. */
export interface SubsetStyle {
  readonly colour: string;
  /** A Plotly marker symbol. */
  readonly symbol: string;
  /** A Plotly line dash. */
  readonly dash: string;
}

/** Symbols and dashes of the paper's rows; the colours stand in `subsets.ts`. */
const SHAPES: Readonly<Record<string, Omit<SubsetStyle, 'colour'>>> = {
  FAM: { symbol: 'diamond', dash: 'dash' },
  GEO: { symbol: 'circle', dash: 'solid' },
  LEARN: { symbol: 'triangle-up', dash: 'dot' },
  SEM: { symbol: 'square', dash: 'dashdot' },
  TYPO: { symbol: 'triangle-down', dash: 'longdash' },
  RND: { symbol: 'x', dash: 'longdashdot' },
  ALL: { symbol: 'star', dash: 'solid' },
  BASE: { symbol: 'circle-open', dash: 'dot' },
  VI: { symbol: 'hexagon', dash: 'solid' },
};

/** Styles for subsets of one's own, in order. Colours from Paul Tol's muted set, which Okabe and Ito's lacks. */
const OWN_STYLES: readonly SubsetStyle[] = [
  { colour: '#332288', symbol: 'pentagon', dash: 'solid' },
  { colour: '#882255', symbol: 'cross', dash: 'dash' },
  { colour: '#117733', symbol: 'bowtie', dash: 'dot' },
  { colour: '#AA4499', symbol: 'hourglass', dash: 'dashdot' },
];

/**
 * One style a subset: the paper's subsets always the same one, others by their order, over again after four.
 * @returns styles in the order of `subsets`.
 */
export function subsetStyles(subsets: readonly string[]): SubsetStyle[] {
  const own = subsets.filter((subset) => SHAPES[subset] === undefined);
  return subsets.map((subset) => {
    const shape = SHAPES[subset];
    const colour = SUBSET_COLOURS[subset];
    if (shape !== undefined && colour !== undefined) return { ...shape, colour };
    return OWN_STYLES[own.indexOf(subset) % OWN_STYLES.length] as SubsetStyle;
  });
}

/**
 * Text that Plotly draws as it is: without it `<b>` would be markup and `$x$` a formula.
 * Every label that comes from data must pass through here.
 */
export function plotText(text: string): string {
  return escapeHtml(text).replaceAll('$', '&#36;');
}

/** A Plotly axis in the house style; `fields` adds to it or overrides. */
export function plotAxis(title: string | null, fields: PlotlyObject): PlotlyObject {
  return {
    ...(title === null ? {} : { title: { text: title, font: { size: 14 }, standoff: 8 } }),
    gridcolor: GREYS.grid,
    linecolor: GREYS.line,
    zeroline: false,
    showline: true,
    ticks: 'outside',
    ticklen: 4,
    tickcolor: GREYS.line,
    tickfont: { size: 13 },
    ...fields,
  };
}

/** A line of text over the upper left corner of a panel; size in pixels. */
export function panelCaption(text: string, place: PanelPlace, size: number): PlotlyObject {
  return plotNote(text, {
    x: place.x[0],
    y: place.y[1],
    xanchor: 'left',
    yanchor: 'bottom',
    yshift: 2,
    font: { size },
  });
}

/** A Plotly layout in the house style: as wide as its place, of a fixed height in pixels. */
export function plotLayout(title: string, height: number, fields: PlotlyObject): PlotlyObject {
  return {
    title: {
      text: plotText(title),
      x: 0,
      xref: 'container',
      xanchor: 'left',
      y: 1,
      yref: 'container',
      yanchor: 'top',
      pad: { l: 16, t: 20 },
      font: { size: 18 },
    },
    font: FONT,
    autosize: true,
    height,
    paper_bgcolor: GREYS.background,
    plot_bgcolor: GREYS.background,
    hoverlabel: { align: 'left', bgcolor: GREYS.background, font: FONT },
    hovermode: 'closest',
    showlegend: false,
    margin: { l: 72, r: 24, t: 88, b: 56 },
    ...fields,
  };
}

/** A Plotly marker of a subset: filled ones with a white rim, so that lines behind them do not blur their shape. */
export function plotMarker(
  { colour, symbol }: Pick<SubsetStyle, 'colour' | 'symbol'>,
  size: number,
): PlotlyObject {
  const rim = symbol.endsWith('-open') ? { color: colour, width: 2 } : { color: GREYS.background, width: 1 };
  return { color: colour, symbol, size, line: rim };
}

/** A line of text placed in a figure by fractions of its drawing area. */
export function plotNote(text: string, fields: PlotlyObject): PlotlyObject {
  return { text, showarrow: false, xref: 'paper', yref: 'paper', font: { size: 13 }, ...fields };
}
