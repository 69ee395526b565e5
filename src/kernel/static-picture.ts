/** Figures as still pictures, drawn by Plotly in a headless Chromium. */
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Figure } from '../paper/figure.js';
import { findChromium } from './find-chromium.js';

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

/** Path of the plotly.js bundle that draws our figures. */
export function plotlyBundle(): string {
  return createRequire(import.meta.url).resolve('plotly.js-dist/plotly.js');
}

/** The two kinds of still picture. */
export type PictureFormat = 'svg' | 'png';

/**
 * Draws figures as still pictures, 960 CSS pixels wide; PNG has 1.5 times as many device pixels.
 * @returns one picture a figure, in order: SVG text in UTF-8, or the bytes of a PNG file.
 * @throws Error where no Chromium is found.
 */
export async function drawPictures(
  figures: readonly Figure[],
  { format }: { format: PictureFormat },
): Promise<Buffer[]> {
  const program = findChromium();
  if (program === null) {
    throw new Error(
      'drawPictures: a still picture needs Chromium; install it (Debian: apt install chromium) or set LINGTUNE_CHROMIUM',
    );
  }
  const browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_SWITCHES] });
  try {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><meta charset="utf-8"><title>lingtune</title>');
    await page.addScriptTag({ path: plotlyBundle() });
    const pictures: Buffer[] = [];
    for (const { data, layout } of figures) {
      const height = typeof layout.height === 'number' ? layout.height : DEFAULT_HEIGHT;
      const size = { format, width: PICTURE_WIDTH, height, scale: format === 'png' ? SCALE : 1 };
      const url = await page.evaluate<string>(
        `Plotly.toImage(${JSON.stringify({ data, layout })}, ${JSON.stringify(size)})`,
      );
      pictures.push(decodeDataUrl(url));
    }
    return pictures;
  } finally {
    await browser.close();
  }
}

function decodeDataUrl(url: string): Buffer {
  const comma = url.indexOf(',');
  const body = url.slice(comma + 1);
  return url.slice(0, comma).endsWith(';base64')
    ? Buffer.from(body, 'base64')
    : Buffer.from(decodeURIComponent(body), 'utf8');
}
