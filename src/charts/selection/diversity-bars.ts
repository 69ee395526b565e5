/** How diverse several selections are, measure by measure. */

import type { Figure, PlotlyObject } from '../../records/figure.js';
import type { DiversityReport } from '../../selection/diversity/measure-diversity.js';
import { axisName, type PanelPlace, panelGrid } from '../marks/panel-grid.js';
import { plotAxis, plotLayout, plotNote, plotText, subsetStyles } from '../marks/plot-style.js';

/** A selection by its name, and what `measureDiversity` says of it. */
export interface NamedDiversity {
  readonly name: string;
  readonly report: DiversityReport;
}

/** What to draw. */
export interface DiversityBarsOptions {
  /** Default: `diversity`. */
  id?: string;
  /** Default: names the features that were measured. */
  title?: string;
}

/** One bar. */
type DiversityMark = {
  readonly name: string;
  readonly measure: string;
  /** Unit of the measure; `null` where it is not defined. */
  readonly value: number | null;
  /** Whether more of it is more diverse. */
  readonly higherIsBetter: boolean;
};

interface Measure {
  readonly title: string;
  readonly higherIsBetter: boolean;
  readonly value: (report: DiversityReport) => number | null;
}

/** The panels in their order. */
const MEASURES: readonly Measure[] = [
  { title: 'Mean pairwise distance', higherIsBetter: true, value: (report) => report.meanPairwiseDistance },
  { title: 'Least pairwise distance', higherIsBetter: true, value: (report) => report.leastPairwiseDistance },
  { title: 'Value entropy (bits)', higherIsBetter: true, value: (report) => report.valueEntropy },
  { title: 'Value inclusion', higherIsBetter: true, value: (report) => report.valueInclusion },
  { title: 'Jaccard overlap with all', higherIsBetter: true, value: (report) => report.jaccardOverlap },
  { title: 'Mean radius', higherIsBetter: false, value: (report) => report.meanRadius },
  { title: 'Largest radius', higherIsBetter: false, value: (report) => report.largestRadius },
  { title: 'Families', higherIsBetter: true, value: ({ families }) => families.length },
  { title: 'Scripts', higherIsBetter: true, value: ({ scripts }) => scripts.length },
];

/** Height in pixels of a bar, and of everything in a row of panels that is not bars. */
const HEIGHTS = { bar: 22, row: 62, frame: 110 } as const;

/**
 * Draws the measures of several selections, one panel a measure, from 0.
 * @returns a figure whose records are the bars; measures that none of the selections has are left out.
 * @throws RangeError where there is no selection, two have the same name, or they are measured by different features.
 */
export function diversityBars(
  selections: readonly NamedDiversity[],
  { id = 'diversity', title = diversityTitle(selections) }: DiversityBarsOptions = {},
): Figure {
  checkSelections(selections);
  const panels = MEASURES.map(({ title: measure, higherIsBetter, value }) =>
    selections.map(
      ({ name, report }): DiversityMark => ({ name, measure, value: value(report), higherIsBetter }),
    ),
  ).filter((panel) => panel.some(({ value }) => value !== null));
  const places = panelGrid(panels.length, { gapX: 0.35, gapY: 0.4 });
  const styles = subsetStyles(selections.map(({ name }) => name));
  const rows = new Set(places.map(({ y }) => y[0])).size;
  return {
    kind: 'figure',
    id,
    title,
    caption: `Measures of ${selections.length} selections by ${selections[0]?.report.features}; all bars start at 0. ↑: more is more diverse. ↓: less is better, as every language has a chosen one near. ${panels.map(bestSentence).join(' ')}`,
    alt: `Bar charts of ${panels.length} measures for ${selections.map(({ name }) => name).join(', ')}. ${panels.map(bestSentence).join(' ')}`,
    data: panels.map((panel, index) => ({
      type: 'bar',
      orientation: 'h',
      xaxis: axisName('x', index),
      yaxis: axisName('y', index),
      x: panel.map(({ value }) => value),
      y: panel.map((_, row) => row),
      width: 0.7,
      marker: { color: styles.map(({ colour }) => colour) },
      textposition: 'none',
      hoverinfo: 'text',
      hovertext: panel.map(
        ({ name, measure, value }) => `<b>${plotText(name)}</b><br>${measure}: ${shown(value)}`,
      ),
    })),
    layout: plotLayout(title, HEIGHTS.frame + rows * (HEIGHTS.row + selections.length * HEIGHTS.bar), {
      ...Object.assign(
        {},
        ...panels.map((panel, index) => panelAxes(panel, places[index] as PanelPlace, index)),
      ),
      annotations: panels.map((panel, index) => heading(panel, places[index] as PanelPlace)),
      margin: { l: 56, r: 24, t: 92, b: 36 },
    }),
    records: panels.flat(),
  };
}

function diversityTitle([first]: readonly NamedDiversity[]): string {
  return `Diversity of selections by ${first?.report.features ?? 'features'}`;
}

function checkSelections(selections: readonly NamedDiversity[]): void {
  const names = selections.map(({ name }) => name);
  if (names.length === 0) throw new RangeError('diversityBars: selections must hold at least one, got none');
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new RangeError(`diversityBars: names must be different, got ${twice} again`);
  const features = [...new Set(selections.map(({ report }) => report.features))];
  if (features.length > 1) {
    throw new RangeError(
      `diversityBars: all must be measured by the same features, got ${features.join(', ')}`,
    );
  }
}

/** Which selection leads: `Families: FAM (14).` */
function bestSentence(panel: readonly DiversityMark[]): string {
  const values = panel.flatMap(({ value }) => (value === null ? [] : [value]));
  const best = panel[0]?.higherIsBetter ? Math.max(...values) : Math.min(...values);
  const leaders = panel.filter(({ value }) => value === best).map(({ name }) => name);
  return `${panel[0]?.measure}: ${leaders.join(', ')} (${shown(best)}).`;
}

function shown(value: number | null): string {
  return value === null ? 'not defined' : String(Number(value.toPrecision(3)));
}

function panelAxes(panel: readonly DiversityMark[], place: PanelPlace, index: number): PlotlyObject {
  return {
    [axisName('xaxis', index)]: plotAxis(null, {
      domain: place.x,
      anchor: axisName('y', index),
      rangemode: 'tozero',
      nticks: 5,
    }),
    [axisName('yaxis', index)]: plotAxis(null, {
      domain: place.y,
      anchor: axisName('x', index),
      // The first selection on top.
      range: [panel.length - 0.4, -0.6],
      tickvals: panel.map((_, row) => row),
      ticktext: panel.map(({ name }) => plotText(name)),
      automargin: 'left',
      ticks: '',
    }),
  };
}

function heading(panel: readonly DiversityMark[], place: PanelPlace): PlotlyObject {
  return plotNote(`<b>${panel[0]?.measure}</b> ${panel[0]?.higherIsBetter ? '↑' : '↓'}`, {
    x: place.x[0],
    y: place.y[1],
    xanchor: 'left',
    yanchor: 'bottom',
    yshift: 2,
  });
}
