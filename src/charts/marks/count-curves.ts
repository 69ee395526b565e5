/** Curves over the number of languages with a band around them: the form of Figures 3–5. */

import type { PlotlyObject } from '../../records/figure.js';
import type { CountMark } from '../measures/count-marks.js';
import { BASE_SUBSET, TASK_NAMES } from '../subsets.js';
import { equalSpanRanges } from './equal-span-ranges.js';
import { logTicks } from './log-ticks.js';
import { meanText, measureLines } from './mark-text.js';
import { axisName, type PanelPlace, panelGrid } from './panel-grid.js';
import {
  GREYS,
  panelCaption,
  plotAxis,
  plotLayout,
  plotText,
  type SubsetStyle,
  subsetStyles,
} from './plot-style.js';

/** What to write around the curves. */
export interface CountCurvesOptions {
  title: string;
  /** Number of languages to point out, or `null` for none. */
  reference: number | null;
  /** Of the band, between 0 and 1. */
  confidence: number;
}

/** A mark that lies on the curve. */
type CurveMark = CountMark & { readonly k: number };

/**
 * Draws one panel a benchmark; BASE is a dashed line. The axes of accuracy all span the same length.
 * @throws RangeError where there is no mark.
 */
export function countCurves(
  marks: readonly CountMark[],
  { title, reference, confidence }: CountCurvesOptions,
): { data: PlotlyObject[]; layout: PlotlyObject } {
  const tasks = [...new Set(marks.map((mark) => mark.task))];
  const panels = tasks.map((task) => marks.filter((mark) => mark.task === task));
  const ranges = equalSpanRanges(
    panels.map((panel) =>
      panel.flatMap(({ mean, margin }) => (margin === null ? [mean] : [mean - margin, mean + margin])),
    ),
    { padding: 0.12 },
  );
  const places = panelGrid(panels.length, { gapX: 0.2, gapY: 0.3 });
  const single = panels.length === 1;
  const counts = [...new Set(marks.flatMap(({ k }) => (k === null ? [] : [k])))];
  const ends: [number, number] = [
    Math.log10(Math.min(...counts)) - 0.04,
    Math.log10(Math.max(...counts)) + 0.06,
  ];
  const ticks = logTicks(counts, {
    first: reference === null ? [] : [reference],
    // Labels need about 30 px: of 850 px for one panel, of 250 px for one of three in a row.
    gap: single ? 0.04 : 0.12,
  });
  const axes = places.map((place, index) => ({
    [axisName('xaxis', index)]: countAxis(place, index, ends, ticks, reference),
    [axisName('yaxis', index)]: plotAxis(place.leftmost ? 'Accuracy (%)' : null, {
      domain: place.y,
      anchor: axisName('x', index),
      range: ranges[index],
      nticks: single ? 9 : 7,
    }),
  }));
  const rows = places.filter((place) => place.leftmost).length;
  return {
    data: panels.flatMap((panel, index) => curveTraces(panel.filter(onCurve), index, confidence)),
    layout: plotLayout(title, single ? 440 : 120 + 270 * rows, {
      ...Object.assign({}, ...axes),
      annotations: panels.flatMap((panel, index) => panelHeading(panel, places[index] as PanelPlace)),
      shapes: [
        ...panels.flatMap((panel, index) => baseLine(panel, index, ends)),
        ...(reference === null ? [] : ranges.map((range, index) => referenceLine(reference, index, range))),
      ],
      margin: { l: 68, r: 24, t: 92, b: 60 },
    }),
  };
}

function onCurve(mark: CountMark): mark is CurveMark {
  return mark.k !== null;
}

/** Band, line and marks of one panel. Marks without a margin leave the band out where they stand. */
function curveTraces(curve: readonly CurveMark[], panel: number, confidence: number): PlotlyObject[] {
  const styles = subsetStyles(curve.map((mark) => mark.subset));
  const colour = (styles[0] as SubsetStyle).colour;
  const axes = { xaxis: axisName('x', panel), yaxis: axisName('y', panel) };
  const banded = curve.flatMap(({ k, mean, margin }) => (margin === null ? [] : [{ k, mean, margin }]));
  const back = [...banded].reverse();
  const band = {
    type: 'scatter',
    mode: 'lines',
    ...axes,
    x: [...banded, ...back].map(({ k }) => k),
    y: [...banded.map(({ mean, margin }) => mean + margin), ...back.map(({ mean, margin }) => mean - margin)],
    fill: 'toself',
    fillcolor: colour,
    opacity: 0.18,
    line: { width: 0 },
    hoverinfo: 'skip',
  };
  const line = {
    type: 'scatter',
    mode: 'lines+markers+text',
    ...axes,
    x: curve.map(({ k }) => k),
    y: curve.map(({ mean }) => mean),
    line: { color: colour, width: 2 },
    marker: {
      color: styles.map((style) => style.colour),
      symbol: styles.map((style) => style.symbol),
      size: curve.map((mark) => (mark.subset === 'ALL' ? 14 : 9)),
      line: { color: GREYS.background, width: 1 },
      // Plotly makes markers of several sizes translucent unless told otherwise.
      opacity: 1,
    },
    cliponaxis: false,
    text: curve.map((mark) => (mark.subset === 'ALL' ? 'ALL' : '')),
    textposition: 'top center',
    hoverinfo: 'text',
    hovertext: curve.map((mark) => hoverText(mark, confidence)),
  };
  return banded.length < 2 ? [line] : [band, line];
}

function hoverText(mark: CurveMark, confidence: number): string {
  const name = `<b>${plotText(mark.subset)}, k = ${mark.k}</b> · ${plotText(mark.model)}, ${plotText(TASK_NAMES[mark.task] ?? mark.task)}`;
  return [name, ...measureLines(mark, `k = ${mark.reference}`, confidence)].join('<br>');
}

function countAxis(
  place: PanelPlace,
  index: number,
  ends: readonly [number, number],
  ticks: readonly number[],
  reference: number | null,
): PlotlyObject {
  return plotAxis(place.lowest ? 'Languages k (log scale)' : null, {
    type: 'log',
    domain: place.x,
    anchor: axisName('y', index),
    range: ends,
    tickvals: ticks,
    ticktext: ticks.map((k) => (k === reference ? `<b>${k}</b>` : String(k))),
  });
}

/** Name of the benchmark and, where its line is drawn, the value of BASE. */
function panelHeading(panel: readonly CountMark[], place: PanelPlace): PlotlyObject[] {
  return panel.slice(0, 1).map(({ task }) => {
    const base = panel.find((mark) => mark.subset === BASE_SUBSET);
    const name = `<b>${plotText(TASK_NAMES[task] ?? task)}</b>`;
    const text = base === undefined ? name : `${name}  ╌╌ BASE ${meanText(base)}`;
    return panelCaption(text, place, 14);
  });
}

function baseLine(
  panel: readonly CountMark[],
  index: number,
  ends: readonly [number, number],
): PlotlyObject[] {
  return panel
    .filter((mark) => mark.subset === BASE_SUBSET)
    .map(({ mean }) => ({
      type: 'line',
      xref: axisName('x', index),
      yref: axisName('y', index),
      x0: 10 ** ends[0],
      x1: 10 ** ends[1],
      y0: mean,
      y1: mean,
      layer: 'between',
      line: { color: GREYS.text, width: 1.5, dash: 'dash' },
    }));
}

function referenceLine(reference: number, index: number, ends: readonly [number, number]): PlotlyObject {
  return {
    type: 'line',
    xref: axisName('x', index),
    yref: axisName('y', index),
    x0: reference,
    x1: reference,
    y0: ends[0],
    y1: ends[1],
    layer: 'between',
    line: { color: GREYS.line, width: 1.5, dash: 'dot' },
  };
}
