/** Panels of dots or bars with intervals, best on top: the form of Figures 1 and 6. */

import type { PlotlyObject } from '../../records/figure.js';
import type { SubsetMark } from '../measures/subset-marks.js';
import { BASE_SUBSET } from '../subsets.js';
import { equalSpanRanges } from './equal-span-ranges.js';
import { measureLines } from './mark-text.js';
import { axisName, type PanelPlace, panelGrid } from './panel-grid.js';
import {
  GREYS,
  panelCaption,
  plotAxis,
  plotLayout,
  plotMarker,
  plotNote,
  plotText,
  type SubsetStyle,
  subsetStyles,
} from './plot-style.js';

/** Height in pixels of one row's mark, and of everything in a row of panels that is not marks. */
const HEIGHTS = { mark: 27, row: 60, frame: 150 } as const;

/** How a mean is drawn: a dot, or a bar as in the paper. */
export type MeanMark = 'dot' | 'bar';

/** How to draw the means, and what to write around them. */
export interface DotPanelsOptions {
  mark: MeanMark;
  title: string;
  /** Lines that explain a mark; drawn where the grid leaves a place empty. */
  key: readonly string[];
  /** Of the intervals, between 0 and 1. */
  confidence: number;
  /** Title of the axes (default: accuracy in per cent). */
  axis?: string;
  /** What stands behind a mean in hover texts (default: `%`). */
  unit?: string;
}

/**
 * Draws one panel a model, its marks sorted by mean; a dashed line stands at BASE. All axes span the same length.
 * @throws RangeError where there is no mark.
 */
export function dotPanels(
  marks: readonly SubsetMark[],
  { mark: kind, title, key, confidence, axis = 'Accuracy (%)', unit = '%' }: DotPanelsOptions,
): { data: PlotlyObject[]; layout: PlotlyObject } {
  const models = [...new Set(marks.map((mark) => mark.model))];
  const panels = models.map((model) =>
    marks.filter((mark) => mark.model === model).sort((a, b) => a.mean - b.mean),
  );
  const ranges = equalSpanRanges(panels.map((panel) => panel.flatMap(intervalEnds)));
  const places = panelGrid(panels.length);
  const subsets = [...new Set(marks.map((mark) => mark.subset))];
  const styles = new Map(subsetStyles(subsets).map((style, index) => [subsets[index], style]));
  const data = panels.flatMap((panel, index) =>
    panel.map((mark, row) => ({
      ...place(mark, row, { panel: index, confidence, unit }),
      ...drawnMark(mark, kind, styles.get(mark.subset) as SubsetStyle),
    })),
  );
  const rows = new Set(places.map((place) => place.y[0])).size;
  const tallest = Math.max(...panels.map((panel) => panel.length));
  const axes = panels.map((panel, index) =>
    panelAxes(panel, index, places[index] as PanelPlace, ranges[index] as [number, number], axis),
  );
  const layout = plotLayout(title, HEIGHTS.frame + rows * (HEIGHTS.row + tallest * HEIGHTS.mark), {
    ...Object.assign({}, ...axes),
    annotations: [
      ...panels.map((_, index) =>
        panelCaption(`<b>${plotText(models[index] as string)}</b>`, places[index] as PanelPlace, 15),
      ),
      ...keyNotes(places, key),
    ],
    shapes: panels.flatMap(baseLine),
  });
  return { data, layout };
}

/** Both ends of a mark's interval, or its mean alone. */
function intervalEnds({ mean, margin }: SubsetMark): number[] {
  return margin === null ? [mean] : [mean - margin, mean + margin];
}

/** Where a mark stands, and what it says when pointed at. */
function place(
  mark: SubsetMark,
  row: number,
  { panel, confidence, unit }: { panel: number; confidence: number; unit: string },
): PlotlyObject {
  const name = `<b>${plotText(mark.subset)}</b> · ${plotText(mark.model)}`;
  const lines = measureLines(mark, plotText(mark.reference ?? ''), confidence, unit);
  return {
    name: plotText(mark.subset),
    x: [mark.mean],
    y: [row],
    xaxis: axisName('x', panel),
    yaxis: axisName('y', panel),
    hoverinfo: 'text',
    hovertext: [[name, ...lines].join('<br>')],
  };
}

/** The mark itself with its interval: a bar's interval is dark, as it partly lies on the bar. */
function drawnMark({ margin }: SubsetMark, kind: MeanMark, style: SubsetStyle): PlotlyObject {
  const interval = { type: 'data', array: [margin], thickness: 2, width: 0 };
  if (kind === 'dot') {
    return {
      type: 'scatter',
      mode: 'markers',
      marker: plotMarker(style, 13),
      ...(margin === null ? {} : { error_x: { ...interval, color: style.colour } }),
    };
  }
  return {
    type: 'bar',
    orientation: 'h',
    width: 0.7,
    // Hover text in the bar would be drawn on it as well.
    textposition: 'none',
    marker: { color: style.colour },
    ...(margin === null ? {} : { error_x: { ...interval, color: GREYS.text } }),
  };
}

function panelAxes(
  panel: readonly SubsetMark[],
  index: number,
  place: PanelPlace,
  range: [number, number],
  title: string,
): PlotlyObject {
  return {
    [axisName('xaxis', index)]: plotAxis(place.lowest ? title : null, {
      domain: place.x,
      anchor: axisName('y', index),
      range,
      nticks: 7,
    }),
    [axisName('yaxis', index)]: plotAxis(null, {
      domain: place.y,
      anchor: axisName('x', index),
      range: rowRange(panel),
      tickvals: panel.map((_, row) => row),
      ticktext: panel.map((mark) => plotText(mark.subset)),
      automargin: 'left',
      ticks: '',
      showline: false,
    }),
  };
}

/** Range of the rows' axis, with room for the outermost marks. */
function rowRange(panel: readonly SubsetMark[]): [number, number] {
  return [-0.6, panel.length - 0.4];
}

/** The key in the first empty place of the last row, or nothing where the grid is full. */
function keyNotes(places: readonly PanelPlace[], key: readonly string[]): PlotlyObject[] {
  const last = places.at(-1);
  const beside = places.at(-2);
  const widths = places.map((place) => place.x[1]);
  if (last === undefined || beside === undefined || last.x[1] >= Math.max(...widths)) return [];
  const step = last.leftmost ? null : last.x[0] - beside.x[0];
  const left = step === null ? (places[1] as PanelPlace).x[0] : last.x[0] + step;
  return [
    plotNote(key.join('<br>'), { x: left, y: last.y[1], xanchor: 'left', yanchor: 'top', align: 'left' }),
  ];
}

function baseLine(panel: readonly SubsetMark[], index: number): PlotlyObject[] {
  return panel
    .filter((mark) => mark.subset === BASE_SUBSET)
    .map(({ mean }) => ({
      type: 'line',
      xref: axisName('x', index),
      yref: axisName('y', index),
      x0: mean,
      x1: mean,
      y0: rowRange(panel)[0],
      y1: rowRange(panel)[1],
      layer: 'between',
      line: { color: GREYS.text, width: 1.5, dash: 'dash' },
    }));
}
