import type { PlotlyObject } from '../../records/figure.js';
import { plotLayout } from './plot-style.js';

/** A part of a drawing, in Plotly's words: traces, and what it adds to the layout. */
export interface Mark {
  readonly data?: readonly PlotlyObject[];
  readonly layout?: PlotlyObject;
}

/** A whole drawing: what `Plotly.newPlot` takes. */
export interface Plot {
  readonly data: readonly PlotlyObject[];
  readonly layout: PlotlyObject;
}

/** What stands around the marks. */
export interface PlotOptions {
  readonly title: string;
  /** In pixels; the width is that of the place. */
  readonly height: number;
}

/** Fields of a layout to which every mark may add; of the others the last one counts. */
const LISTS: readonly string[] = ['annotations', 'shapes'];

/**
 * Composes a chart of marks: traces that come later lie on top, notes and shapes are gathered, and a mark's other
 * layout wins over that of the marks before it.
 */
export function plot(marks: readonly Mark[], { title, height }: PlotOptions): Plot {
  const fields: PlotlyObject = {};
  for (const [field, value] of marks.flatMap(({ layout = {} }) => Object.entries(layout))) {
    const earlier = fields[field];
    fields[field] =
      LISTS.includes(field) && Array.isArray(earlier) && Array.isArray(value)
        ? [...earlier, ...value]
        : value;
  }
  return { data: marks.flatMap(({ data = [] }) => data), layout: plotLayout(title, height, fields) };
}

/** Layout that no other mark gives: margins, how bars stand. */
export function layoutFields(layout: PlotlyObject): Mark {
  return { layout };
}
