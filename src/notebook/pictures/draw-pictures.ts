import type { Figure } from '../../records/figure.js';
import { openPicturePage, type PictureFormat } from './picture-page.js';
import { drawElsewhere } from './picture-server.js';

/**
 * Draws figures as still pictures, 960 CSS pixels wide; PNG has 1.5 times as many device pixels.
 * Where `LINGTUNE_PICTURE_SERVER` gives the address of a picture server, that one draws.
 * @returns one picture a figure, in order: SVG text in UTF-8, or the bytes of a PNG file.
 * @throws Error where no Chromium is found.
 */
export async function drawPictures(
  figures: readonly Figure[],
  { format }: { format: PictureFormat },
): Promise<Buffer[]> {
  const server = process.env.LINGTUNE_PICTURE_SERVER ?? '';
  if (server !== '') return Promise.all(figures.map((figure) => drawElsewhere(server, figure, format)));
  const page = await openPicturePage();
  try {
    return await Promise.all(figures.map((figure) => page.draw(figure, format)));
  } finally {
    await page.close();
  }
}
