/** Straight lines at a value: baselines, references, dividers. */
import type { PlotlyObject } from '../../records/figure.js';
import type { Panel } from './panel.js';
import type { Mark } from './plot.js';
import { GREYS } from './plot-style.js';

/** What a rule says, and so how it looks. */
export type RuleStyle = 'baseline' | 'reference' | 'event' | 'divider';

const STYLES: Readonly<Record<RuleStyle, PlotlyObject>> = {
  /** Of the untuned model, of guessing, of a mean. */
  baseline: { color: GREYS.text, width: 1.5, dash: 'dash' },
  /** Points out a value along the axis. */
  reference: { color: GREYS.line, width: 1.5, dash: 'dot' },
  /** Something that happened along the way. */
  event: { color: GREYS.line, width: 1, dash: 'dot' },
  /** Between groups. */
  divider: { color: GREYS.line, width: 1 },
};

/** Where rules go, and what they look like. */
export interface RuleOptions {
  readonly style: RuleStyle;
  /** Default: the drawing in one piece. */
  readonly panel?: Panel | undefined;
  /** Ends along the other axis (default: the whole panel, or drawing). */
  readonly span?: readonly [number, number];
  /** Plotly's layer (default: above all). */
  readonly layer?: 'below' | 'between';
}

/** Upright lines at values along x. */
export function ruleX(values: readonly number[], options: RuleOptions): Mark {
  return rules('x', 'y', values, options);
}

/** Level lines at values along y. */
export function ruleY(values: readonly number[], options: RuleOptions): Mark {
  return rules('y', 'x', values, options);
}

function rules(
  across: 'x' | 'y',
  along: 'x' | 'y',
  values: readonly number[],
  { style, panel, span, layer }: RuleOptions,
): Mark {
  const shapes = values.map(
    (value): PlotlyObject => ({
      type: 'line',
      ...(panel === undefined ? {} : { xref: panel.xaxis, yref: panel.yaxis }),
      [`${across}0`]: value,
      [`${across}1`]: value,
      ...(span === undefined ? { [`${along}ref`]: wholeOf(along, panel) } : {}),
      [`${along}0`]: span?.[0] ?? 0,
      [`${along}1`]: span?.[1] ?? 1,
      ...(layer === undefined ? {} : { layer }),
      line: STYLES[style],
    }),
  );
  return { layout: { shapes } };
}

/** Plotly's name for an axis that goes from 0 to 1 over the panel, or over the drawing. */
function wholeOf(letter: 'x' | 'y', panel: Panel | undefined): string {
  return panel === undefined ? 'paper' : `${panel[`${letter}axis`]} domain`;
}
