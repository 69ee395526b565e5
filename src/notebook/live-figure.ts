import { randomUUID } from 'node:crypto';
import type { Figure } from '../records/figure.js';
import { figureBundle, mimeBundle } from './mime-bundle.js';
import { requestedPicture } from './requested-picture.js';
import { findTslabDisplay, type MimeBundle, type SendBundle } from './tslab-display.js';

/** Milliseconds between two drawings, which take a front end a good part of that. */
const PAUSE = 1000;

/** A figure that is drawn again and again in one place. */
export interface LiveFigure {
  /** Draws a newer state, unless the last one was drawn less than a second ago. */
  readonly draw: (make: () => Figure) => void;
  /** Draws the last state, as `show` would. @throws what `show` throws for the still picture. */
  readonly end: (figure: Figure) => Promise<void>;
}

/** Where and by which clock a figure is drawn. */
export interface LiveFigureOptions {
  /** The notebook cell's display, `null` outside of one (default: as it is). */
  readonly display?: SendBundle | null;
  /** Milliseconds since any beginning (default: `performance.now`). */
  readonly now?: () => number;
}

/**
 * A figure that is redrawn in place in a notebook cell, at most once a second; outside of a cell only the words of the
 * last state are printed.
 */
export function liveFigure({
  display = findTslabDisplay(),
  now = () => performance.now(),
}: LiveFigureOptions = {}): LiveFigure {
  const id = randomUUID();
  let drawn: number | null = null;
  const send = (display: SendBundle, figure: Figure, bundle: MimeBundle): void => {
    const isUpdate = drawn !== null;
    if (isUpdate) display(placeholder(figure), { id, isUpdate });
    display(bundle, { id, isUpdate });
    drawn = now();
  };
  return {
    draw: (make) => {
      if (display === null || (drawn !== null && now() - drawn < PAUSE)) return;
      const figure = make();
      send(display, figure, figureBundle(figure));
    },
    end: async (figure) => {
      if (display === null) console.log(figureBundle(figure).data['text/plain']);
      else send(display, figure, await mimeBundle(figure, { picture: requestedPicture() }));
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
