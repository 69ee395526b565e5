/** How diverse several selections are, measure by measure. */

import type { Figure } from '../../records/figure.js';
import type { DiversityReport } from '../../selection/diversity/measure-diversity.js';
import { checkDifferent } from '../check-different.js';
import { caption, categories, categoryRange, frame, layOutPanels, panelRows } from '../marks/panel.js';
import { layoutFields, plot } from '../marks/plot.js';
import { plotText, subsetStyles } from '../marks/plot-style.js';
import { bars } from '../marks/trace.js';

/** A selection by its name, and what `measureDiversity` says of it. */
export interface NamedDiversity {
  readonly name: string;
  readonly report: DiversityReport;
}

/** Words around the bars. */
export interface DiversityBarsOptions {
  /** Default: `diversity`. */
  id?: string;
  /** Default: names the features that were measured. */
  title?: string;
}

/** What a selection has of one measure. */
type DiversityValue = {
  readonly name: string;
  readonly measure: string;
  /** Unit of the measure; `null` where it is not defined. */
  readonly value: number | null;
  /** Whether more of it is more diverse. */
  readonly higherIsBetter: boolean;
};

interface DiversityMeasure {
  readonly title: string;
  readonly higherIsBetter: boolean;
  readonly value: (report: DiversityReport) => number | null;
}

/** The panels in their order. */
const MEASURES: readonly DiversityMeasure[] = [
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
  const byMeasure = MEASURES.map(({ title: measure, higherIsBetter, value }) =>
    selections.map(
      ({ name, report }): DiversityValue => ({ name, measure, value: value(report), higherIsBetter }),
    ),
  ).filter((own) => own.some(({ value }) => value !== null));
  const panels = layOutPanels(byMeasure.length, { gapX: 0.35, gapY: 0.4 });
  const styles = subsetStyles(selections.map(({ name }) => name));
  const best = byMeasure.map(bestSentence).join(' ');
  return {
    kind: 'figure',
    id,
    title,
    caption: `Measures of ${selections.length} selections by ${selections[0]?.report.features}; all bars start at 0. ↑: more is more diverse. ↓: less is better, as every language has a chosen one near. ${best}`,
    alt: `Bar charts of ${panels.length} measures for ${selections.map(({ name }) => name).join(', ')}. ${best}`,
    ...plot(
      [
        ...panels.map((panel) =>
          frame(
            {
              x: { rangemode: 'tozero', nticks: 5 },
              y: {
                // The first selection on top.
                range: categoryRange(selections.length).reverse(),
                ...categories(selections.map(({ name }) => plotText(name))),
                automargin: 'left',
              },
            },
            panel,
          ),
        ),
        ...panels.map((panel) => caption(heading(byMeasure[panel.index]), { panel })),
        ...panels.map((panel) => {
          const own = byMeasure[panel.index] ?? [];
          return bars(
            { x: own.map(({ value }) => value), y: own.map((_, row) => row) },
            {
              panel,
              orientation: 'h',
              width: 0.7,
              marker: { color: styles.map(({ colour }) => colour) },
              hover: own.map(
                ({ name, measure, value }) => `<b>${plotText(name)}</b><br>${measure}: ${shown(value)}`,
              ),
            },
          );
        }),
        layoutFields({ margin: { l: 56, r: 24, t: 92, b: 36 } }),
      ],
      {
        title,
        height: HEIGHTS.frame + panelRows(panels) * (HEIGHTS.row + selections.length * HEIGHTS.bar),
      },
    ),
    records: byMeasure.flat(),
  };
}

function diversityTitle([first]: readonly NamedDiversity[]): string {
  return `Diversity of selections by ${first?.report.features ?? 'features'}`;
}

function checkSelections(selections: readonly NamedDiversity[]): void {
  if (selections.length === 0) {
    throw new RangeError('diversityBars: selections must hold at least one, got none');
  }
  checkDifferent(
    'diversityBars: names',
    selections.map(({ name }) => name),
  );
  const features = [...new Set(selections.map(({ report }) => report.features))];
  if (features.length > 1) {
    throw new RangeError(
      `diversityBars: all must be measured by the same features, got ${features.join(', ')}`,
    );
  }
}

/** Which selection leads: `Families: FAM (14).` */
function bestSentence(panel: readonly DiversityValue[]): string {
  const values = panel.flatMap(({ value }) => (value === null ? [] : [value]));
  const best = panel[0]?.higherIsBetter ? Math.max(...values) : Math.min(...values);
  const leaders = panel.filter(({ value }) => value === best).map(({ name }) => name);
  return `${panel[0]?.measure}: ${leaders.join(', ')} (${shown(best)}).`;
}

function shown(value: number | null): string {
  return value === null ? 'not defined' : String(Number(value.toPrecision(3)));
}

function heading([first]: readonly DiversityValue[] = []): string {
  return `<b>${first?.measure}</b> ${first?.higherIsBetter ? '↑' : '↓'}`;
}
