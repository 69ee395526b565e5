/** The marks that Plotly draws from data: lines, dots and bars. */
import type { PlotlyObject } from '../../records/figure.js';
import type { Panel } from './panel.js';
import type { Mark } from './plot.js';
import { plotText } from './plot-style.js';

/** Where a mark stands, what it says, and Plotly's own fields for the rest. */
export interface TraceOptions extends PlotlyObject {
  /** Default: the drawing in one piece. */
  readonly panel?: Panel | undefined;
  /** What each point says when pointed at, as Plotly draws it (default: nothing). */
  readonly hover?: readonly unknown[];
}

/** Along and up, one value a point; `null` where a line breaks off. */
export interface Points {
  readonly x: readonly (number | null)[];
  readonly y: readonly (number | null)[];
}

/** Points joined by a line; with `marker` each has one, with `text` a word beside it. */
export function line(points: Points, options: TraceOptions): Mark {
  return trace({ type: 'scatter', mode: modeOf('lines', options), ...points }, options);
}

/** Points by themselves: markers, words, or markers with words. */
export function dots(points: Points, options: TraceOptions): Mark {
  return trace({ type: 'scatter', mode: modeOf(null, options), ...points }, options);
}

/** Bars: upright, or with `orientation: 'h'` lying. Nothing is written on them, as hover text else would be. */
export function bars(points: Points, options: TraceOptions): Mark {
  return trace({ type: 'bar', ...points, textposition: 'none' }, options);
}

/** A trace of another type. */
export function trace(fields: PlotlyObject, { panel, hover, ...others }: TraceOptions = {}): Mark {
  return {
    data: [
      {
        ...fields,
        ...others,
        ...(panel === undefined ? {} : { xaxis: panel.xaxis, yaxis: panel.yaxis }),
        ...(hover === undefined ? { hoverinfo: 'skip' } : { hoverinfo: 'text', hovertext: hover }),
      },
    ],
  };
}

/** Lines between places that do not hang together, as one trace. */
export function segments(
  parts: readonly (readonly { readonly x: number; readonly y: number }[])[],
  options: TraceOptions,
): Mark {
  const along = (letter: 'x' | 'y') => parts.flatMap((part) => [...part.map((point) => point[letter]), null]);
  return line({ x: along('x'), y: along('y') }, options);
}

/** Fields by which a trace stands in the legend; traces of one name are switched together. */
export function legendEntry(name: string): PlotlyObject {
  return { name: plotText(name), legendgroup: plotText(name) };
}

function modeOf(first: 'lines' | null, { marker, text }: TraceOptions): string {
  const parts = [first, marker === undefined ? null : 'markers', text === undefined ? null : 'text'];
  return parts.filter((part) => part !== null).join('+');
}
