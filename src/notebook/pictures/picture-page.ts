/** A headless Chromium with plotly.js loaded, which turns figures into still pictures. */
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { quoteText } from '../../base/printable.js';
import type { Figure } from '../../records/figure.js';
import { requireChromium } from './find-chromium.js';

/** Width of a still picture in CSS pixels: a JupyterLab cell on a laptop. */
export const PICTURE_WIDTH = 960;

/** Height where the figure's layout names none: Plotly's own default. */
const DEFAULT_HEIGHT = 450;

/** Device pixels a CSS pixel: sharp enough for print and fine screens, at half the bytes of 2. */
const SCALE = 1.5;

/** Chromium's switches for a run without a screen and without any connection of its own. */
export const CHROMIUM_SWITCHES: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Beside these, no name leads anywhere, this machine's own included: figures bring all that they show. */
const NO_NETWORK = '--host-resolver-rules=MAP * ~NOTFOUND';

/**
 * The page that draws. It runs the scripts that we put into it, and what a figure names is not fetched, wherever it is.
 * WebGL traces compile their shaders' wrappers, which is why scripts may make scripts.
 */
const PAGE = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none';
  script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"><title>lingtune</title>`;

/** The two kinds of still picture. */
export type PictureFormat = 'svg' | 'png';

/** Draws figures until it is closed. */
export interface PicturePage {
  /**
   * SVG text in UTF-8, or the bytes of a PNG file.
   * @throws Error where the figure shows a picture from elsewhere.
   */
  draw(figure: Pick<Figure, 'data' | 'layout'>, format: PictureFormat): Promise<Buffer>;
  close(): Promise<void>;
}

/** Path of the plotly.js bundle that draws our figures. */
export function plotlyBundle(): string {
  return createRequire(import.meta.url).resolve('plotly.js-dist/plotly.js');
}

/**
 * Starts Chromium, without a network, and loads plotly.js, which takes a second or two; each drawing after that takes a
 * fraction.
 * @throws Error where no Chromium is found.
 */
export async function openPicturePage(): Promise<PicturePage> {
  // It takes a third of a second to load, and most who may draw a picture do not.
  const { chromium } = await import('playwright-core');
  const args = [...CHROMIUM_SWITCHES, NO_NETWORK];
  const browser = await chromium.launch({ executablePath: requireChromium(), args });
  try {
    const page = await browser.newPage({ offline: true });
    await page.setContent(PAGE);
    await page.addScriptTag({ path: plotlyBundle() });
    return { draw: (figure, format) => draw(page, figure, format), close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function draw(
  page: Page,
  { data, layout }: Pick<Figure, 'data' | 'layout'>,
  format: PictureFormat,
): Promise<Buffer> {
  refuseAddresses(layout.images);
  const height = typeof layout.height === 'number' ? layout.height : DEFAULT_HEIGHT;
  const size = { format, width: PICTURE_WIDTH, height, scale: format === 'png' ? SCALE : 1 };
  const url = await page.evaluate<string>(
    `Plotly.toImage(${JSON.stringify({ data, layout })}, ${JSON.stringify(size)})`,
  );
  return decodeDataUrl(url);
}

/** A picture that is not fetched would be missing without a word. */
function refuseAddresses(images: unknown): void {
  for (const image of Array.isArray(images) ? images : []) {
    const source: unknown = image?.source;
    if (typeof source !== 'string' || source.startsWith('data:')) continue;
    throw new Error(
      `drawPictures: a picture in a figure must be a data: URL, as nothing is fetched for it, got ${quoteText(source)}`,
    );
  }
}

function decodeDataUrl(url: string): Buffer {
  const comma = url.indexOf(',');
  const body = url.slice(comma + 1);
  return url.slice(0, comma).endsWith(';base64')
    ? Buffer.from(body, 'base64')
    : Buffer.from(decodeURIComponent(body), 'utf8');
}
