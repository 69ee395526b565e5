/** Panels of dots or bars with intervals, best on top: the form of Figures 1 and 6. */
import { equalSpanRanges } from '../marks/equal-span-ranges.js';
import { interval, intervalEnds } from '../marks/interval.js';
import { gridKey } from '../marks/legend.js';
import {
  caption,
  categories,
  categoryRange,
  frame,
  layOutPanels,
  type Panel,
  panelRows,
} from '../marks/panel.js';
import { type Mark, type Plot, plot } from '../marks/plot.js';
import { GREYS, plotMarker, plotText, type SubsetStyle, subsetStyles } from '../marks/plot-style.js';
import { ruleX } from '../marks/rule.js';
import { bars, dots } from '../marks/trace.js';
import { BASE_SUBSET } from '../subsets.js';
import type { SubsetMeasure } from './measure-subsets.js';
import { measureLines } from './measure-text.js';

/** Height in pixels of a measure, and of everything in a row of panels that is not measures. */
const HEIGHTS = { measure: 27, row: 60, frame: 150 } as const;

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
 * Draws one panel a model, its measures sorted by mean; a dashed line stands at BASE. All axes span the same length.
 * @throws RangeError where there is no measure.
 */
export function dotPanels(
  measures: readonly SubsetMeasure[],
  { mark: kind, title, key, confidence, axis = 'Accuracy (%)', unit = '%' }: DotPanelsOptions,
): Plot {
  const models = [...new Set(measures.map(({ model }) => model))];
  const byModel = models.map((model) =>
    measures.filter((measure) => measure.model === model).sort((a, b) => a.mean - b.mean),
  );
  const ranges = equalSpanRanges(byModel.map((own) => own.flatMap(intervalEnds)));
  const panels = layOutPanels(models.length);
  const subsets = [...new Set(measures.map(({ subset }) => subset))];
  const styles = new Map(subsetStyles(subsets).map((style, index) => [subsets[index], style]));
  const tallest = Math.max(...byModel.map((own) => own.length));
  const each = (mark: (panel: Panel, own: readonly SubsetMeasure[]) => Mark[]) =>
    panels.flatMap((panel, index) => mark(panel, byModel[index] ?? []));
  return plot(
    [
      ...each((panel, own) => [
        frame(
          {
            x: { title: panel.lowest ? axis : null, range: ranges[panel.index], nticks: 7 },
            y: {
              range: categoryRange(own.length),
              ...categories(own.map(({ subset }) => plotText(subset))),
              automargin: 'left',
              showline: false,
            },
          },
          panel,
        ),
      ]),
      ...each((panel) => [caption(`<b>${plotText(models[panel.index] as string)}</b>`, { panel, size: 15 })]),
      gridKey(panels, key),
      ...each((panel, own) => [
        ruleX(
          own.filter(({ subset }) => subset === BASE_SUBSET).map(({ mean }) => mean),
          { panel, span: categoryRange(own.length), layer: 'between', style: 'baseline' },
        ),
      ]),
      ...each((panel, own) =>
        own.map((measure, row) => {
          const style = styles.get(measure.subset) as SubsetStyle;
          return meanMark(measure, { kind, row, panel, style, confidence, unit });
        }),
      ),
    ],
    { title, height: HEIGHTS.frame + panelRows(panels) * (HEIGHTS.row + tallest * HEIGHTS.measure) },
  );
}

/** How and where a mean is drawn. */
interface MeanMarkOptions {
  readonly kind: MeanMark;
  readonly row: number;
  readonly panel: Panel;
  readonly style: SubsetStyle;
  readonly confidence: number;
  readonly unit: string;
}

/** A mean with its interval, which is dark on a bar, as it partly lies on it. */
function meanMark(
  measure: SubsetMeasure,
  { kind, row, panel, style, confidence, unit }: MeanMarkOptions,
): Mark {
  const { subset, model, mean, margin, reference } = measure;
  const at = { x: [mean], y: [row] };
  const lines = measureLines(measure, plotText(reference ?? ''), confidence, unit);
  const said = {
    panel,
    name: plotText(subset),
    hover: [[`<b>${plotText(subset)}</b> · ${plotText(model)}`, ...lines].join('<br>')],
  };
  const colour = kind === 'dot' ? style.colour : GREYS.text;
  const ends = margin === null ? {} : interval('x', [margin], { colour, thickness: 2 });
  return kind === 'dot'
    ? dots(at, { ...said, marker: plotMarker(style, 13), ...ends })
    : bars(at, { ...said, orientation: 'h', width: 0.7, marker: { color: style.colour }, ...ends });
}
