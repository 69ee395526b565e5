/** Lines over model sizes, one a subset, and beside them the gains over BASE: the form of Figure 2. */
import { interval } from '../marks/interval.js';
import { legend } from '../marks/legend.js';
import { caption, frame, layOutPanels } from '../marks/panel.js';
import { layoutFields, type Mark, type Plot, plot } from '../marks/plot.js';
import { GREYS, plotMarker, plotText, type SubsetStyle, subsetStyles } from '../marks/plot-style.js';
import { legendEntry, line, type TraceOptions } from '../marks/trace.js';
import type { SubsetMeasure } from './measure-subsets.js';
import { measureLines, signedText } from './measure-text.js';

/** A subset's measure with the size of its model. */
export interface SizeMeasure extends SubsetMeasure {
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

/** One subset's measures by ascending size, and how they are drawn. */
interface SubsetLine {
  readonly subset: string;
  readonly own: readonly SizeMeasure[];
  readonly style: SubsetStyle;
}

/** Draws the accuracies and, where gains are known, the gains beside them; the legend stands to the right of both. */
export function sizeLines(measures: readonly SizeMeasure[], { title, confidence }: SizeLinesOptions): Plot {
  const sizes = [...new Set(measures.map(({ size }) => size))].sort((a, b) => a - b);
  const subsets = [...new Set(measures.map(({ subset }) => subset))];
  const styles = subsetStyles(subsets);
  const lines = subsets.map((subset, index): SubsetLine => {
    const own = measures.filter((measure) => measure.subset === subset).sort((a, b) => a.size - b.size);
    return { subset, own, style: styles[index] as SubsetStyle };
  });
  const gaining = lines.filter(({ own }) => own.some(({ gain }) => gain !== null));
  const [left, right] = layOutPanels(gaining.length > 0 ? 2 : 1, { gapX: 0.22 });
  // The logarithmic axis counts in powers of ten, with room for the outermost points.
  const x = {
    title: 'Parameters (billions, log scale)',
    type: 'log',
    range: [Math.log10(Math.min(...sizes)) - 0.08, Math.log10(Math.max(...sizes)) + 0.08],
    tickvals: sizes,
    ticktext: sizes.map(String),
  };
  const zero = { zeroline: true, zerolinecolor: GREYS.text, zerolinewidth: 1.5 };
  const gains = '<b>Gain over the untuned model (points)</b>';
  return plot(
    [
      frame({ x, y: {} }, left),
      ...(right === undefined ? [] : [frame({ x, y: zero }, right)]),
      caption('<b>Average accuracy (%)</b>', { panel: left, size: 14, lift: 6 }),
      ...(right === undefined ? [] : [caption(gains, { panel: right, size: 14, lift: 6 })]),
      ...lines.map((subset) =>
        subsetLine(subset, { shift: 1, values: subset.own.map(({ mean }) => mean), confidence }),
      ),
      ...gaining.map((subset, index) =>
        subsetLine(subset, {
          shift: DODGE ** (index - (gaining.length - 1) / 2),
          values: subset.own.map(({ gain }) => gain),
          confidence,
          look: {
            panel: right,
            showlegend: false,
            ...interval(
              'y',
              subset.own.map(({ margin }) => margin),
              { colour: subset.style.colour },
            ),
          },
        }),
      ),
      legend('beside'),
      layoutFields({ margin: { l: 56, r: 24, t: 92, b: 60 } }),
    ],
    { title, height: 460 },
  );
}

/** What to draw of a subset, and where. */
interface SubsetLineOptions {
  /** Factor by which its points are set beside their size. */
  readonly shift: number;
  readonly values: readonly (number | null)[];
  readonly confidence: number;
  /** Fields of the trace beside those that all lines have (default: none). */
  readonly look?: TraceOptions;
}

function subsetLine(
  { subset, own, style }: SubsetLine,
  { shift, values, confidence, look = {} }: SubsetLineOptions,
): Mark {
  return line(
    { x: own.map(({ size }) => size * shift), y: values },
    {
      ...legendEntry(subset),
      line: { color: style.colour, dash: style.dash, width: 2 },
      marker: plotMarker(style, 11),
      hover: own.map((measure) => hoverText(measure, confidence)),
      ...look,
    },
  );
}

function hoverText(measure: SizeMeasure, confidence: number): string {
  return [
    `<b>${plotText(measure.subset)}</b> · ${plotText(measure.model)}`,
    ...measureLines(measure, plotText(measure.reference ?? ''), confidence),
    ...(measure.gain === null ? [] : [`${signedText(measure.gain)} points against BASE`]),
  ].join('<br>');
}
