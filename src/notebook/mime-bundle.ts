/** Figures and tables as MIME bundles, the form that Jupyter front ends choose a representation from. */

import { tableHtml } from '../charts/tables/table-html.js';
import { tableText } from '../charts/tables/table-text.js';
import type { Figure } from '../records/figure.js';
import type { Table } from '../records/table.js';
import type { MimeBundle } from './cell-outlet.js';
import { drawPictures } from './pictures/draw-pictures.js';
import { PICTURE_WIDTH, type PictureFormat } from './pictures/picture-page.js';

/** MIME type of the Plotly renderer that PyPI's plotly installs in JupyterLab. */
const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/** Jupyter sends SVG as text and PNG in base 64. */
const PICTURE_FORMS = {
  svg: { mime: 'image/svg+xml', encoding: 'utf8' },
  png: { mime: 'image/png', encoding: 'base64' },
} as const;

/** How to make a bundle. */
export interface MimeBundleOptions {
  /** Kind of still picture to add to figures (default none), for places that run no scripts. */
  picture?: PictureFormat | null;
}

/**
 * MIME bundle of a figure (Plotly JSON, plain text, and a still picture where asked for) or of a table
 * (HTML with everything escaped, and plain text).
 * @throws Error where a picture is asked for and no Chromium is found.
 */
export async function mimeBundle(
  value: Figure | Table,
  { picture = null }: MimeBundleOptions = {},
): Promise<MimeBundle> {
  if (value.kind === 'table') return tableBundle(value);
  const bundle = figureBundle(value);
  if (picture === null) return bundle;
  const { mime, encoding } = PICTURE_FORMS[picture];
  const drawn = await drawPictures([value], { format: picture });
  const pictures = Object.fromEntries(drawn.map((bytes) => [mime, bytes.toString(encoding)]));
  return { data: { ...bundle.data, ...pictures }, metadata: { [mime]: { width: PICTURE_WIDTH } } };
}

/**
 * Kind of still picture that figures carry beside their drawing, as `LINGTUNE_STATIC` says.
 * @returns `null` where none is wanted.
 * @throws RangeError where it is neither `svg` nor `png`.
 */
export function requestedPicture(): PictureFormat | null {
  const wanted = process.env.LINGTUNE_STATIC ?? '';
  if (wanted === '') return null;
  if (wanted !== 'svg' && wanted !== 'png') {
    throw new RangeError(`show: LINGTUNE_STATIC must be svg or png, got ${wanted}`);
  }
  return wanted;
}

/** MIME bundle of a figure without a still picture. */
export function figureBundle({ title, caption, alt, data, layout }: Figure): MimeBundle {
  const config = { responsive: true, displaylogo: false };
  return {
    data: { [PLOTLY_MIME]: { data, layout, config }, 'text/plain': `${title}\n${caption}\n${alt}` },
    metadata: {},
  };
}

/** MIME bundle of a table: HTML with everything escaped, and plain text. */
export function tableBundle(table: Table): MimeBundle {
  return { data: { 'text/html': tableHtml(table), 'text/plain': tableText(table) }, metadata: {} };
}
