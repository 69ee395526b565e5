import type { Figure, PlotlyObject } from '../../records/figure.js';
import type { Run } from '../../records/run.js';
import { axisName, type PanelPlace, panelGrid } from '../marks/panel-grid.js';
import {
  GREYS,
  panelCaption,
  plotAxis,
  plotLayout,
  plotText,
  type SubsetStyle,
  subsetStyles,
} from '../marks/plot-style.js';
import { type EvaluationPanel, evaluationScores } from './evaluation-scores.js';
import { ALL_LANGUAGES, accuracyText, evaluationWords, oneDecimal } from './evaluation-words.js';

/** What to write around the bars. */
export interface EvaluationBarsOptions {
  /** Default: `Zero-shot accuracy by language`. */
  title?: string;
}

/** Height in pixels of a row of panels, and of all around them. */
const HEIGHTS = { row: 230, frame: 120 } as const;

/** Share of a language's place that its bars fill. */
const FILLED = 0.78;

/**
 * Bars of accuracy by language from 0, with one standard error to either side, one panel a benchmark; a dashed line
 * stands at chance.
 * @param runs one bar each in every language.
 * @throws RangeError where there is no run, one has no score, or nothing tells two runs apart.
 */
export function evaluationBars(
  runs: readonly Run[],
  { title = 'Zero-shot accuracy by language' }: EvaluationBarsOptions = {},
): Figure {
  const scores = evaluationScores(runs);
  const { names, panels } = scores;
  const places = panelGrid(panels.length, { columns: 2, gapX: 0.12, gapY: 0.32 });
  const styles = subsetStyles(names);
  const rows = new Set(places.map(({ y }) => y[0])).size;
  const words = evaluationWords(scores);
  return {
    kind: 'figure',
    id: 'evaluation',
    title,
    caption: `Each bar is the accuracy in one language, its line one standard error to either side; “${ALL_LANGUAGES}” is the languages together. The dashed line is the accuracy of guessing. ${words}`,
    alt: `Bar charts, one panel a benchmark, accuracy in per cent by language. ${words}`,
    data: panels.flatMap((panel, index) =>
      names.map((name, place) =>
        panelBars(panel, {
          name,
          style: styles[place] as SubsetStyle,
          place,
          count: names.length,
          axes: { xaxis: axisName('x', index), yaxis: axisName('y', index), showlegend: index === 0 },
        }),
      ),
    ),
    layout: plotLayout(title, HEIGHTS.frame + rows * HEIGHTS.row, {
      ...Object.assign(
        {},
        ...panels.map((panel, index) => panelAxes(panel, places[index] as PanelPlace, index)),
      ),
      barmode: 'overlay',
      annotations: panels.map((panel, index) =>
        panelCaption(`<b>${plotText(panel.title)}</b>`, places[index] as PanelPlace, 15),
      ),
      shapes: panels.flatMap(chanceLine),
      showlegend: names.length > 1,
      legend: { orientation: 'h', x: 0, y: -0.08, yref: 'container', yanchor: 'bottom' },
      margin: { l: 64, r: 24, t: 92, b: names.length > 1 ? 84 : 48 },
    }),
    records: panels.flatMap((panel) => panel.scores),
  };
}

interface BarsOptions {
  readonly name: string;
  readonly style: SubsetStyle;
  /** Index of the run among all. */
  readonly place: number;
  /** Number of runs. */
  readonly count: number;
  /** The panel's axes. */
  readonly axes: PlotlyObject;
}

/** The bars of one run in one panel. */
function panelBars(panel: EvaluationPanel, { name, style, place, count, axes }: BarsOptions): PlotlyObject {
  const own = panel.scores.filter((score) => score.run === name);
  const width = FILLED / count;
  const left = (place - (count - 1) / 2) * width;
  return {
    type: 'bar',
    ...axes,
    name: plotText(name),
    legendgroup: plotText(name),
    x: own.map(({ language }) => panel.languages.indexOf(language) + left),
    y: own.map(({ accuracy }) => accuracy),
    width,
    marker: { color: style.colour },
    error_y: {
      type: 'data',
      array: own.map(({ stderr }) => stderr),
      thickness: 1.5,
      width: 0,
      color: GREYS.text,
    },
    textposition: 'none',
    hoverinfo: 'text',
    hovertext: own.map((score) =>
      [
        `<b>${plotText(score.language ?? ALL_LANGUAGES)}</b> · ${plotText(name)}`,
        `${accuracyText(score)} %${score.stderr === null ? '' : ' (standard error)'}`,
        ...(score.chance === null ? [] : [`chance ${oneDecimal(score.chance)} %`]),
      ].join('<br>'),
    ),
  };
}

function panelAxes(panel: EvaluationPanel, place: PanelPlace, index: number): PlotlyObject {
  return {
    [axisName('xaxis', index)]: plotAxis(null, {
      domain: place.x,
      anchor: axisName('y', index),
      range: [-0.6, panel.languages.length - 0.4],
      tickvals: panel.languages.map((_, position) => position),
      ticktext: panel.languages.map((language) => plotText(language ?? ALL_LANGUAGES)),
      tickangle: 0,
      ticks: '',
      showgrid: false,
    }),
    [axisName('yaxis', index)]: plotAxis(place.leftmost ? 'Accuracy (%)' : null, {
      domain: place.y,
      anchor: axisName('x', index),
      range: [0, 100],
      dtick: 25,
    }),
  };
}

function chanceLine({ chance, languages }: EvaluationPanel, index: number): PlotlyObject[] {
  if (chance === null) return [];
  return [
    {
      type: 'line',
      xref: axisName('x', index),
      yref: axisName('y', index),
      x0: -0.6,
      x1: languages.length - 0.4,
      y0: chance,
      y1: chance,
      line: { color: GREYS.text, width: 1.5, dash: 'dash' },
    },
  ];
}
