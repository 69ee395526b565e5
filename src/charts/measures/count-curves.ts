/** Curves over the number of languages with a band around them: the form of Figures 3–5. */
import { equalSpanRanges } from '../marks/equal-span-ranges.js';
import { band, intervalEnds } from '../marks/interval.js';
import { logTicks } from '../marks/log-ticks.js';
import { caption, frame, layOutPanels, type Panel, panelRows } from '../marks/panel.js';
import { layoutFields, type Mark, type Plot, plot } from '../marks/plot.js';
import { GREYS, plotText, type SubsetStyle, subsetStyles } from '../marks/plot-style.js';
import { ruleX, ruleY } from '../marks/rule.js';
import { line } from '../marks/trace.js';
import { BASE_SUBSET, TASK_NAMES } from '../subsets.js';
import type { CountMeasure } from './measure-counts.js';
import { meanText, measureLines } from './measure-text.js';

/** What to write around the curves. */
export interface CountCurvesOptions {
  title: string;
  /** Number of languages to point out, or `null` for none. */
  reference: number | null;
  /** Of the band, between 0 and 1. */
  confidence: number;
}

/** A point of the curve: all but the untuned model. */
type CurvePoint = CountMeasure & { readonly k: number };

/**
 * Draws one panel a benchmark; BASE is a dashed line. The axes of accuracy all span the same length.
 * @throws RangeError where there is no measure.
 */
export function countCurves(
  measures: readonly CountMeasure[],
  { title, reference, confidence }: CountCurvesOptions,
): Plot {
  const tasks = [...new Set(measures.map(({ task }) => task))];
  const byTask = tasks.map((task) => measures.filter((measure) => measure.task === task));
  const ranges = equalSpanRanges(
    byTask.map((own) => own.flatMap(intervalEnds)),
    { padding: 0.12 },
  );
  const panels = layOutPanels(tasks.length, { gapX: 0.2, gapY: 0.3 });
  const single = panels.length === 1;
  const counts = [...new Set(measures.flatMap(({ k }) => k ?? []))];
  const [low, high] = [Math.log10(Math.min(...counts)) - 0.04, Math.log10(Math.max(...counts)) + 0.06];
  const references = reference === null ? [] : [reference];
  const ticks = logTicks(counts, {
    first: references,
    // Labels need about 30 px: of 850 px for one panel, of 250 px for one of three in a row.
    gap: single ? 0.04 : 0.12,
  });
  const each = (mark: (panel: Panel, own: readonly CountMeasure[], range: [number, number]) => Mark) =>
    panels.map((panel, index) => mark(panel, byTask[index] ?? [], ranges[index] as [number, number]));
  return plot(
    [
      ...each((panel, _, range) =>
        frame(
          {
            x: {
              title: panel.lowest ? 'Languages k (log scale)' : null,
              type: 'log',
              range: [low, high],
              tickvals: ticks,
              ticktext: ticks.map((k) => (k === reference ? `<b>${k}</b>` : String(k))),
            },
            y: { title: panel.leftmost ? 'Accuracy (%)' : null, range, nticks: single ? 9 : 7 },
          },
          panel,
        ),
      ),
      ...each((panel, own) => caption(heading(own), { panel, size: 14 })),
      ...each((panel, own) =>
        ruleY(
          own.filter(({ subset }) => subset === BASE_SUBSET).map(({ mean }) => mean),
          { panel, span: [10 ** low, 10 ** high], layer: 'between', style: 'baseline' },
        ),
      ),
      ...each((panel, _, span) => ruleX(references, { panel, span, layer: 'between', style: 'reference' })),
      ...panels.flatMap((panel, index) =>
        curve((byTask[index] ?? []).filter(isOnCurve), { panel, confidence }),
      ),
      layoutFields({ margin: { l: 68, r: 24, t: 92, b: 60 } }),
    ],
    { title, height: single ? 440 : 120 + 270 * panelRows(panels) },
  );
}

function isOnCurve(measure: CountMeasure): measure is CurvePoint {
  return measure.k !== null;
}

/** The line of one benchmark with its band; the runs on ALL are a star. */
function curve(
  points: readonly CurvePoint[],
  { panel, confidence }: { readonly panel: Panel; readonly confidence: number },
): Mark[] {
  const styles = subsetStyles(points.map(({ subset }) => subset));
  const { colour } = styles[0] as SubsetStyle;
  const x = points.map(({ k }) => k);
  return [
    band(
      points.map(({ k, mean, margin }) => ({ x: k, mean, margin })),
      { colour, panel },
    ),
    line(
      { x, y: points.map(({ mean }) => mean) },
      {
        panel,
        line: { color: colour, width: 2 },
        marker: {
          color: styles.map((style) => style.colour),
          symbol: styles.map((style) => style.symbol),
          size: points.map(({ subset }) => (subset === 'ALL' ? 14 : 9)),
          line: { color: GREYS.background, width: 1 },
          // Plotly makes markers of several sizes translucent unless told otherwise.
          opacity: 1,
        },
        cliponaxis: false,
        text: points.map(({ subset }) => (subset === 'ALL' ? 'ALL' : '')),
        textposition: 'top center',
        hover: points.map((point) => hoverText(point, confidence)),
      },
    ),
  ];
}

function hoverText(point: CurvePoint, confidence: number): string {
  const name = `<b>${plotText(point.subset)}, k = ${point.k}</b> · ${plotText(point.model)}, ${plotText(TASK_NAMES[point.task] ?? point.task)}`;
  return [name, ...measureLines(point, `k = ${point.reference}`, confidence)].join('<br>');
}

/** Name of the benchmark and, where its line is drawn, the value of BASE. */
function heading(own: readonly CountMeasure[]): string {
  const task = own[0]?.task ?? '';
  const name = `<b>${plotText(TASK_NAMES[task] ?? task)}</b>`;
  const base = own.find(({ subset }) => subset === BASE_SUBSET);
  return base === undefined ? name : `${name}  ╌╌ BASE ${meanText(base)}`;
}
