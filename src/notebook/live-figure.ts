import type { Figure } from '../records/figure.js';
import { cellDisplay, drawInPlace, type LiveOptions, type MimeBundle, printBundle } from './cell-outlet.js';
import { figureBundle, mimeBundle, requestedPicture } from './mime-bundle.js';

/** Milliseconds between two drawings, which take a front end a good part of that. */
const PAUSE = 1000;

/** A figure that is drawn again and again in one place. */
export interface LiveFigure {
  /** Draws a newer state, unless the last one was drawn less than a second ago. */
  readonly draw: (make: () => Figure) => void;
  /** Draws the last state, as `show` would. @throws what `show` throws for the still picture. */
  readonly end: (figure: Figure) => Promise<void>;
}

/**
 * A figure that is redrawn in place in a notebook cell, at most once a second; outside of a cell only the words of the
 * last state are printed.
 */
export function liveFigure({
  display = cellDisplay(),
  now = () => performance.now(),
}: LiveOptions = {}): LiveFigure {
  const place = display === null ? null : drawInPlace(display);
  let drawn: number | null = null;
  const show = (figure: Figure, bundle: MimeBundle): void => {
    if (drawn !== null) place?.(placeholder(figure));
    place?.(bundle);
    drawn = now();
  };
  return {
    draw: (make) => {
      if (place === null || (drawn !== null && now() - drawn < PAUSE)) return;
      const figure = make();
      show(figure, figureBundle(figure));
    },
    end: async (figure) => {
      if (place === null) printBundle(figureBundle(figure));
      else show(figure, await mimeBundle(figure, { picture: requestedPicture() }));
    },
  };
}

/**
 * Stands for a figure between two drawings, and keeps its room. JupyterLab's renderer of Plotly never redraws a figure
 * in place (plotly 7.1), but draws one anew that takes the place of something else.
 */
function placeholder({ title, layout }: Figure): MimeBundle {
  const room = `<div style="height: ${Number(layout.height)}px"></div>`;
  return { data: { 'text/html': room, 'text/plain': title }, metadata: {} };
}
