/** Panels: where they stand, their axes, and their captions. */
import type { PlotlyObject } from '../../records/figure.js';
import { axisName, type PanelGridOptions, type PanelPlace, panelGrid } from './panel-grid.js';
import type { Mark } from './plot.js';
import { plotAxis, plotNote } from './plot-style.js';

/** A place of its own for some of the marks. */
export interface Panel extends PanelPlace {
  readonly index: number;
  /** Names of its axes in a trace, for example `x2` and `y2`. */
  readonly xaxis: string;
  readonly yaxis: string;
}

/** Fields of a Plotly axis, and its title (default: none). */
export interface AxisFields extends PlotlyObject {
  readonly title?: string | null;
}

/**
 * Panels in rows from the top left.
 * @throws RangeError where count or columns is not an integer from 1.
 */
export function layOutPanels(count: number, options: PanelGridOptions = {}): Panel[] {
  return panelGrid(count, options).map((place, index) => ({
    ...place,
    index,
    xaxis: axisName('x', index),
    yaxis: axisName('y', index),
  }));
}

/** How many rows panels stand in. */
export function panelRows(panels: readonly Panel[]): number {
  return panels.filter(({ leftmost }) => leftmost).length;
}

/** The two axes of a panel, or of a drawing in one piece, in the house style. */
export function frame({ x, y }: { x: AxisFields; y: AxisFields }, panel?: Panel): Mark {
  if (panel === undefined) return { layout: { xaxis: styledAxis(x), yaxis: styledAxis(y) } };
  const { index, xaxis, yaxis } = panel;
  return {
    layout: {
      [axisName('xaxis', index)]: styledAxis({ domain: panel.x, anchor: yaxis, ...x }),
      [axisName('yaxis', index)]: styledAxis({ domain: panel.y, anchor: xaxis, ...y }),
    },
  };
}

/** An axis in the house style. */
export function styledAxis({ title = null, ...fields }: AxisFields): PlotlyObject {
  return plotAxis(title, fields);
}

/** Ticks of an axis that counts things from 0: one name each. */
export function categories(names: readonly string[]): PlotlyObject {
  return { tickvals: names.map((_, index) => index), ticktext: names, ticks: '' };
}

/** Range of an axis of so many things, with room for the outermost marks. */
export function categoryRange(count: number): [number, number] {
  return [-0.6, count - 0.4];
}

/** What a caption looks like. */
export interface CaptionOptions {
  /** Default: the upper left corner of the whole drawing. */
  readonly panel?: Panel | undefined;
  /** Of the letters, in pixels (default 13). */
  readonly size?: number;
  /** Pixels between it and the drawing (default 2). */
  readonly lift?: number;
}

/** A line of text over the upper left corner of a panel. @param text as Plotly draws it: with markup, data escaped. */
export function caption(text: string, { panel, size = 13, lift = 2 }: CaptionOptions = {}): Mark {
  const note = plotNote(text, {
    x: panel?.x[0] ?? 0,
    y: panel?.y[1] ?? 1,
    xanchor: 'left',
    yanchor: 'bottom',
    yshift: lift,
    font: { size },
  });
  return { layout: { annotations: [note] } };
}
