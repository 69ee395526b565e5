/**
 * One Chromium for several processes: notebooks that run side by side draw with the one of their runner. Whoever knows
 * its address may use it; web pages, which can guess ports of this machine, and other users do not.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { errorMessage } from '../../base/caught-error.js';
import type { Figure } from '../../records/figure.js';
import { openPicturePage, type PictureFormat, type PicturePage } from './picture-page.js';

/** A running picture server. */
export interface PictureServer {
  /** Address on this machine's loopback, its path a secret, for `LINGTUNE_PICTURE_SERVER`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Bytes of randomness in the path. */
const SECRET_BYTES = 32;
/** A figure of 8,000 languages has a hundredth of it. */
const MOST_BYTES = 64 * 2 ** 20;

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
  const path = `/${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const server = createServer((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    const status = refusal(request, path);
    if (status !== null) {
      response.writeHead(status, { connection: 'close' }).end();
      return;
    }
    answer(page, request, response).catch((error: unknown) => {
      response
        .writeHead(500, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
        .end(errorMessage(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await page.close();
    },
  };
}

/**
 * Why a request gets no answer, as a status, or `null` where it gets one. A browser names the origin of the page that
 * asks; one that was led here by a name of its own names that as the host.
 */
function refusal({ method, url = '', headers, socket }: IncomingMessage, path: string): number | null {
  if (headers.host !== `127.0.0.1:${socket.localPort}`) return 403;
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return 403;
  if (!isEqual(url, path)) return 404;
  if (method !== 'POST') return 405;
  return Number(headers['content-length'] ?? 0) > MOST_BYTES ? 413 : null;
}

/** Compares in a time that does not tell how much of it is right. */
function isEqual(text: string, secret: string): boolean {
  const [left, right] = [Buffer.from(text), Buffer.from(secret)];
  return left.length === right.length && timingSafeEqual(left, right);
}

async function answer(page: PicturePage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { figure, format } = drawing.parse(JSON.parse(await readBody(request)));
  response.end(await page.draw(figure, format));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new RangeError(`a figure must have ${MOST_BYTES} bytes at most, got more`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
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
