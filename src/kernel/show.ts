import type { Figure } from '../paper/figure.js';
import type { Table } from '../paper/table.js';
import { mimeBundle } from './mime-bundle.js';
import { requestedPicture } from './requested-picture.js';
import { findTslabDisplay } from './tslab-display.js';

/**
 * Shows a figure or a table in the running notebook cell; outside a notebook its text is printed.
 *
 * One MIME bundle is sent: Plotly JSON or HTML, with plain text beside it. With `LINGTUNE_STATIC=svg` or `png`
 * a figure also carries a still picture, so that a saved notebook reads well where no script runs.
 * @throws TypeError where the value is neither a figure nor a table.
 * @throws RangeError where `LINGTUNE_STATIC` is neither `svg` nor `png`.
 * @throws Error where a still picture is asked for and no Chromium is found.
 */
export async function show(value: Figure | Table): Promise<void> {
  const kind: unknown = (value as { kind?: unknown } | null | undefined)?.kind;
  if (kind !== 'figure' && kind !== 'table') {
    throw new TypeError(
      `show: value must be a figure or a table, got ${value === null ? 'null' : typeof value}`,
    );
  }
  const send = findTslabDisplay();
  const bundle = await mimeBundle(value, { picture: send === null ? null : requestedPicture() });
  if (send === null) console.log(bundle.data['text/plain']);
  else send(bundle);
}
