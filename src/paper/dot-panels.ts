/** Panels of dots with intervals, best on top: the form of Figures 1 and 6. */

import { equalSpanRanges } from './equal-span-ranges.js';
import type { PlotlyObject } from './figure.js';
import { measureLines } from './mark-text.js';
import { axisName, type PanelPlace, panelGrid } from './panel-grid.js';
import {
  GREYS,
  plotAxis,
  plotLayout,
  plotMarker,
  plotNote,
  plotText,
  type SubsetStyle,
  subsetStyles,
} from './plot-style.js';
import type { SubsetMark } from './subset-marks.js';
import { BASE_SUBSET } from './subsets.js';

/** Height in pixels of one row's mark, and of everything in a row of panels that is not marks. */
const HEIGHTS = { mark: 27, row: 60, frame: 150 } as const;

/** What to write around the dots. */
export interface DotPanelsOptions {
  title: string;
  /** Lines that explain a dot; drawn where the grid leaves a place empty. */
  key: readonly string[];
  /** Of the intervals, between 0 and 1. */
  confidence: number;
}

/**
 * Draws one panel a model, its marks sorted by mean; a dashed line stands at BASE. All axes span the same length.
 * @throws RangeError where there is no mark.
 */
export function dotPanels(
  marks: readonly SubsetMark[],
  { title, key, confidence }: DotPanelsOptions,
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
    panel.map((mark, row) => dot(mark, row, index, styles.get(mark.subset) as SubsetStyle, confidence)),
  );
  const rows = new Set(places.map((place) => place.y[0])).size;
  const tallest = Math.max(...panels.map((panel) => panel.length));
  const axes = panels.map((panel, index) =>
    panelAxes(panel, index, places[index] as PanelPlace, ranges[index] as [number, number]),
  );
  const layout = plotLayout(title, HEIGHTS.frame + rows * (HEIGHTS.row + tallest * HEIGHTS.mark), {
    ...Object.assign({}, ...axes),
    annotations: [
      ...panels.map((_, index) => heading(models[index] as string, places[index] as PanelPlace)),
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

function dot(
  mark: SubsetMark,
  row: number,
  panel: number,
  style: SubsetStyle,
  confidence: number,
): PlotlyObject {
  const name = `<b>${plotText(mark.subset)}</b> · ${plotText(mark.model)}`;
  const lines = measureLines(mark, plotText(mark.reference ?? ''), confidence);
  return {
    type: 'scatter',
    mode: 'markers',
    name: plotText(mark.subset),
    x: [mark.mean],
    y: [row],
    xaxis: axisName('x', panel),
    yaxis: axisName('y', panel),
    ...(mark.margin === null
      ? {}
      : { error_x: { type: 'data', array: [mark.margin], color: style.colour, thickness: 2, width: 0 } }),
    marker: plotMarker(style, 13),
    hoverinfo: 'text',
    hovertext: [[name, ...lines].join('<br>')],
  };
}

function panelAxes(
  panel: readonly SubsetMark[],
  index: number,
  place: PanelPlace,
  range: [number, number],
): PlotlyObject {
  return {
    [axisName('xaxis', index)]: plotAxis(place.lowest ? 'Accuracy (%)' : null, {
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

function heading(model: string, place: PanelPlace): PlotlyObject {
  return plotNote(`<b>${plotText(model)}</b>`, {
    x: place.x[0],
    y: place.y[1],
    xanchor: 'left',
    yanchor: 'bottom',
    yshift: 2,
    font: { size: 15 },
  });
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
