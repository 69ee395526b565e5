/** One Chromium for several processes: notebooks that run side by side draw with the one of their runner. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Figure } from '../paper/figure.js';
import { openPicturePage, type PictureFormat, type PicturePage } from './picture-page.js';

/** A running picture server. */
export interface PictureServer {
  /** Address on this machine's loopback, for `LINGTUNE_PICTURE_SERVER`. */
  readonly url: string;
  close(): Promise<void>;
}

const drawing = z.object({
  format: z.enum(['svg', 'png']),
  figure: z.object({
    data: z.array(z.record(z.string(), z.unknown())),
    layout: z.record(z.string(), z.unknown()),
  }),
});

/**
 * Starts a server on loopback, at a free port, that draws one figure a request.
 * @throws Error where no Chromium is found.
 */
export async function startPictureServer(): Promise<PictureServer> {
  const page = await openPicturePage();
  const server = createServer((request, response) => {
    answer(page, request, response).catch((error: unknown) => {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await page.close();
    },
  };
}

async function answer(page: PicturePage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { figure, format } = drawing.parse(JSON.parse(await text(request)));
  response.end(await page.draw(figure, format));
}

/**
 * Lets a picture server draw a figure.
 * @throws Error with the server's words where it cannot.
 */
export async function drawElsewhere(
  server: string,
  { data, layout }: Pick<Figure, 'data' | 'layout'>,
  format: PictureFormat,
): Promise<Buffer> {
  const body = JSON.stringify({ figure: { data, layout }, format });
  const response = await fetch(server, { method: 'POST', body });
  if (!response.ok) throw new Error(`drawPictures: the picture server says: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}
