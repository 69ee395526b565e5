/** Intervals around values: lines to either side of a point, or a band along a curve. */
import type { PlotlyObject } from '../../records/figure.js';
import type { Panel } from './panel.js';
import type { Mark } from './plot.js';
import { line } from './trace.js';

/** A value with the half width of its interval, `null` where it has none. */
export interface Ranged {
  readonly mean: number;
  readonly margin: number | null;
}

/** How the lines of intervals look. */
export interface IntervalStyle {
  readonly colour: string;
  /** In pixels (default 1.5). */
  readonly thickness?: number;
}

/** Fields of a trace that draw a line to either side of each point; none for a margin of `null`. */
export function interval(
  letter: 'x' | 'y',
  margins: readonly (number | null)[],
  { colour, thickness = 1.5 }: IntervalStyle,
): PlotlyObject {
  return { [`error_${letter}`]: { type: 'data', array: margins, thickness, width: 0, color: colour } };
}

/** Both ends of an interval, or the value alone. */
export function intervalEnds({ mean, margin }: Ranged): number[] {
  return margin === null ? [mean] : [mean - margin, mean + margin];
}

/** A band around a curve; points without a margin are left out, and with fewer than two others nothing is drawn. */
export function band(
  curve: readonly (Ranged & { readonly x: number })[],
  { colour, panel }: { readonly colour: string; readonly panel?: Panel },
): Mark {
  const there = curve.flatMap(({ x, mean, margin }) => (margin === null ? [] : [{ x, mean, margin }]));
  if (there.length < 2) return {};
  const back = there.toReversed();
  const points = {
    x: [...there, ...back].map(({ x }) => x),
    y: [...there.map(({ mean, margin }) => mean + margin), ...back.map(({ mean, margin }) => mean - margin)],
  };
  return line(points, { panel, fill: 'toself', fillcolor: colour, opacity: 0.18, line: { width: 0 } });
}
