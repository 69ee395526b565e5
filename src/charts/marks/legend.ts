/** What tells readers how to read the marks: Plotly's legend, or a key in words. */
import type { PlotlyObject } from '../../records/figure.js';
import type { Panel } from './panel.js';
import type { Mark } from './plot.js';
import { plotNote } from './plot-style.js';

/** Where a legend stands: in a line over or under the drawing, or to the right of it. */
export type LegendSite = 'above' | 'beside' | 'below';

const LEGENDS: Readonly<Record<LegendSite, PlotlyObject>> = {
  above: { orientation: 'h', x: 0, xanchor: 'left', y: 1.01, yanchor: 'bottom' },
  beside: { x: 1.01, y: 1, xanchor: 'left', yanchor: 'top', font: { size: 14 }, itemwidth: 44 },
  below: { orientation: 'h', x: 0, y: -0.08, yref: 'container', yanchor: 'bottom' },
};

/** The legend of all traces that have a name. @param isShown whether there is anything to tell apart (default: yes). */
export function legend(site: LegendSite, { isShown = true }: { isShown?: boolean } = {}): Mark {
  return { layout: { showlegend: isShown, legend: LEGENDS[site] } };
}

/** Lines of words in the first empty place of the panels' last row; nothing where the grid is full. */
export function gridKey(panels: readonly Panel[], lines: readonly string[]): Mark {
  const [last, beside] = [panels.at(-1), panels.at(-2)];
  const right = Math.max(...panels.map(({ x }) => x[1]));
  if (last === undefined || beside === undefined || last.x[1] >= right) return {};
  const left = last.leftmost ? (panels[1] as Panel).x[0] : last.x[0] + (last.x[0] - beside.x[0]);
  const note = plotNote(lines.join('<br>'), {
    x: left,
    y: last.y[1],
    xanchor: 'left',
    yanchor: 'top',
    align: 'left',
  });
  return { layout: { annotations: [note] } };
}
