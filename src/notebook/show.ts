import { cellDisplay, clearCell, type MimeBundle, reserveDisplay } from './cell-outlet.js';
import { resultOf } from './results/result-bundle.js';

/** How a value is shown. */
export interface ShowOptions {
  /** Name by which `display.update` finds it again (default: none). */
  readonly id?: string | undefined;
}

/**
 * Shows a value in the running notebook cell; outside a notebook its text is printed.
 *
 * One MIME bundle is sent, with plain text in it. Figures carry Plotly JSON, tables, selections, runs and data frames
 * HTML; a value's method under `Symbol.for('Jupyter.display')` gives its own; `{ data, metadata }` is sent as it is; all
 * else is text. What is shown or printed afterwards stands below, whether this is awaited or not.
 * With `LINGTUNE_STATIC=svg` or `png` a figure also carries a still picture, so that a saved notebook reads well where no
 * script runs.
 * @throws RangeError where `LINGTUNE_STATIC` is neither `svg` nor `png`.
 * @throws Error where a still picture is asked for and no Chromium is found; what the value's own method throws.
 */
export function show(value: unknown, { id }: ShowOptions = {}): Promise<void> {
  return send(value, id, false);
}

/** What is shown already. */
export const display: {
  /** Puts a value in the place of what `show(value, { id })` showed. @throws what `show` throws. */
  update(id: string, value: unknown): Promise<void>;
  /**
   * Clears what the running cell shows; with `wait` only when the next output comes, without flicker. Under plain tslab,
   * which cannot, and outside a notebook nothing happens.
   */
  clear(options?: { wait?: boolean }): void;
} = {
  update: (id, value) => send(value, id, true),
  clear: ({ wait = false } = {}) => clearCell({ wait }),
};

async function send(value: unknown, id: string | undefined, isUpdate: boolean): Promise<void> {
  // Taken before anything is awaited: the order is that of the calls.
  const fill = reserveDisplay({ id, isUpdate });
  let bundle: MimeBundle | null = null;
  try {
    bundle = await resultOf(value, { withoutPicture: cellDisplay() === null });
  } finally {
    fill(bundle);
  }
}
