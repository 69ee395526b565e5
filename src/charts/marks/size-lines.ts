/** Lines over model sizes, one a subset, and beside them the gains over BASE: the form of Figure 2. */
import type { PlotlyObject } from '../../records/figure.js';
import type { SubsetMark } from '../measures/subset-marks.js';
import { measureLines, signedText } from './mark-text.js';
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

/** A subset's mark with the size of its model. */
export interface SizeMark extends SubsetMark {
  /** Parameters in billions. */
  readonly size: number;
  /** Mean above BASE in points; `null` for BASE itself and where it is not drawn. */
  readonly gain: number | null;
}

/** Factor between the sizes at which neighbouring subsets' gains are drawn, so that intervals do not cover each other. */
const DODGE = 1.04;

/** What to write around the lines. */
export interface SizeLinesOptions {
  title: string;
  /** Of the intervals, between 0 and 1. */
  confidence: number;
}

/** Draws the accuracies and, where gains are known, the gains beside them; the legend stands to the right of both. */
export function sizeLines(
  marks: readonly SizeMark[],
  { title, confidence }: SizeLinesOptions,
): { data: PlotlyObject[]; layout: PlotlyObject } {
  const sizes = [...new Set(marks.map((mark) => mark.size))].sort((a, b) => a - b);
  const subsets = [...new Set(marks.map((mark) => mark.subset))];
  const styles = subsetStyles(subsets);
  const gaining = [...new Set(marks.flatMap((mark) => (mark.gain === null ? [] : [mark.subset])))];
  const places = panelGrid(gaining.length > 0 ? 2 : 1, { gapX: 0.22 });
  const lines = subsets.map((subset, index) => {
    const own = marks.filter((mark) => mark.subset === subset).sort((a, b) => a.size - b.size);
    return { subset, own, style: styles[index] as SubsetStyle };
  });
  const titles = ['Average accuracy (%)', 'Gain over the untuned model (points)'];
  const axes = places.map((place, index) => panelAxes(place, index, sizes));
  return {
    data: [
      ...lines.map(({ own, style }) => accuracyLine(own, style, confidence)),
      ...lines
        .filter(({ subset }) => gaining.includes(subset))
        .map(({ subset, own, style }) => {
          const shift = gaining.indexOf(subset) - (gaining.length - 1) / 2;
          return gainLine(own, style, DODGE ** shift, confidence);
        }),
    ],
    layout: plotLayout(title, 460, {
      ...Object.assign({}, ...axes),
      annotations: places.map((place, index) =>
        plotNote(`<b>${titles[index]}</b>`, {
          x: place.x[0],
          y: 1,
          xanchor: 'left',
          yanchor: 'bottom',
          yshift: 6,
          font: { size: 14 },
        }),
      ),
      showlegend: true,
      legend: { x: 1.01, y: 1, xanchor: 'left', yanchor: 'top', font: { size: 14 }, itemwidth: 44 },
      margin: { l: 56, r: 24, t: 92, b: 60 },
    }),
  };
}

function hoverTexts(own: readonly SizeMark[], confidence: number): string[] {
  return own.map((mark) =>
    [
      `<b>${plotText(mark.subset)}</b> · ${plotText(mark.model)}`,
      ...measureLines(mark, plotText(mark.reference ?? ''), confidence),
      ...(mark.gain === null ? [] : [`${signedText(mark.gain)} points against BASE`]),
    ].join('<br>'),
  );
}

function accuracyLine(own: readonly SizeMark[], style: SubsetStyle, confidence: number): PlotlyObject {
  const subset = own[0]?.subset ?? '';
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name: plotText(subset),
    legendgroup: plotText(subset),
    x: own.map((mark) => mark.size),
    y: own.map((mark) => mark.mean),
    line: { color: style.colour, dash: style.dash, width: 2 },
    marker: plotMarker(style, 11),
    hoverinfo: 'text',
    hovertext: hoverTexts(own, confidence),
  };
}

function gainLine(
  own: readonly SizeMark[],
  style: SubsetStyle,
  shift: number,
  confidence: number,
): PlotlyObject {
  return {
    ...accuracyLine(own, style, confidence),
    showlegend: false,
    xaxis: 'x2',
    yaxis: 'y2',
    x: own.map((mark) => mark.size * shift),
    y: own.map((mark) => mark.gain),
    error_y: {
      type: 'data',
      array: own.map((mark) => mark.margin),
      color: style.colour,
      thickness: 1.5,
      width: 0,
    },
  };
}

function panelAxes(place: PanelPlace, index: number, sizes: readonly number[]): PlotlyObject {
  return {
    [axisName('xaxis', index)]: plotAxis('Parameters (billions, log scale)', {
      type: 'log',
      domain: place.x,
      anchor: axisName('y', index),
      range: sizeRange(sizes),
      tickvals: sizes,
      ticktext: sizes.map(String),
    }),
    [axisName('yaxis', index)]: plotAxis(null, {
      domain: place.y,
      anchor: axisName('x', index),
      ...(index === 0 ? {} : { zeroline: true, zerolinecolor: GREYS.text, zerolinewidth: 1.5 }),
    }),
  };
}

/** Range of the logarithmic axis in powers of ten, with room for the outermost points. */
function sizeRange(sizes: readonly number[]): [number, number] {
  return [Math.log10(Math.min(...sizes)) - 0.08, Math.log10(Math.max(...sizes)) + 0.08];
}
