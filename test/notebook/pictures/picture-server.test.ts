import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { drawPictures } from '../../../src/notebook/pictures/draw-pictures.js';
import { findChromium } from '../../../src/notebook/pictures/find-chromium.js';
import {
  drawElsewhere,
  type PictureServer,
  startPictureServer,
} from '../../../src/notebook/pictures/picture-server.js';
import { exampleFigure } from '../../kernel/example.js';

const skip = findChromium() === null && process.env.CI === undefined && 'no Chromium found';
let server: PictureServer;

before(async () => {
  if (skip === false) server = await startPictureServer();
});
after(async () => {
  if (skip === false) await server.close();
});

/** Sends a request as it is. */
function send(
  url: string,
  { body = '', ...options }: { method?: string; headers?: Record<string, string | number>; body?: string },
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject).end(body);
  });
}

test('startPictureServer() draws what Chromium of one’s own draws, and refuses what is no figure', {
  skip,
}, async () => {
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
  try {
    const [own] = await drawPictures([exampleFigure], { format: 'png' });
    process.env.LINGTUNE_PICTURE_SERVER = server.url;
    const [elsewhere] = await drawPictures([exampleFigure], { format: 'png' });
    assert.deepEqual(elsewhere, own);
    await assert.rejects(
      drawElsewhere(server.url, { data: 'none' as never, layout: {} }, 'png'),
      /^Error: drawPictures: the picture server says: /,
    );
  } finally {
    delete process.env.LINGTUNE_PICTURE_SERVER;
  }
});

test('startPictureServer() answers only who knows its path, and no web page', { skip }, async () => {
  const { data, layout } = exampleFigure;
  const body = JSON.stringify({ figure: { data, layout }, format: 'svg' });
  const { origin, host, port, href } = new URL(server.url);
  const swapped = href.slice(0, -1) + (href.endsWith('A') ? 'B' : 'A');
  const post = (headers: Record<string, string> = {}) => ({ method: 'POST', headers, body });
  for (const [name, url, options, status] of [
    ['the secret path', href, post({ host }), 200],
    ['no path', `${origin}/`, post(), 404],
    ['a longer path', `${href}/x`, post(), 404],
    ['a path that is off by a letter', swapped, post(), 404],
    ['a page of another origin', href, post({ origin: 'https://example.org' }), 403],
    ['a page of no origin', href, post({ origin: 'null' }), 403],
    ['a page that says nothing but whence', href, post({ 'sec-fetch-site': 'cross-site' }), 403],
    ['a name that leads here', href, post({ host: `rebound.example:${port}` }), 403],
    ['the name localhost', href, post({ host: `localhost:${port}` }), 403],
    ['another method', href, { method: 'GET' }, 405],
    ['a length without bounds', href, { method: 'POST', headers: { 'content-length': 2 ** 27 } }, 413],
  ] as const) {
    const { status: actual, text } = await send(url, options);
    assert.equal(actual, status, name);
    assert.equal(text.includes('<svg'), status === 200, name);
  }
});

test('startPictureServer() stops reading what has no end', { skip }, async () => {
  const megabyte = Buffer.alloc(2 ** 20, 'x');
  const sent = await new Promise<number>((resolve) => {
    let count = 0;
    const request = httpRequest(server.url, { method: 'POST' });
    const end = () => {
      request.destroy();
      resolve(count);
    };
    request.on('response', end).on('error', end);
    const more = () => {
      count += 1;
      if (count > 500) end();
      else request.write(megabyte, (error) => (error ? end() : setImmediate(more)));
    };
    more();
  });
  assert.ok(sent < 500, `${sent} MiB were read`);
  // It goes on for others.
  assert.equal((await send(server.url, { method: 'GET' })).status, 405);
});

test('drawPictures(figures, options) fetches nothing that a figure names, and says so', {
  skip,
}, async () => {
  const asked: string[] = [];
  const listener = createServer(({ url }, response) => {
    asked.push(url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'image/png' }).end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const image = (source: string) => ({
    ...exampleFigure,
    layout: { ...exampleFigure.layout, images: [{ source, x: 0, y: 1, sizex: 1, sizey: 1 }] },
  });
  try {
    for (const source of [
      `http://127.0.0.1:${port}/address`,
      `http://localhost:${port}/name`,
      `//127.0.0.1:${port}/no-scheme`,
      'file:///etc/hostname',
      'logo.png',
    ]) {
      for (const format of ['png', 'svg'] as const) {
        await assert.rejects(
          drawElsewhere(server.url, image(source), format),
          /the picture server says: drawPictures: a picture in a figure must be a data: URL, .* got "/,
          `${source} ${format}`,
        );
      }
    }
    const style = `http://127.0.0.1:${port}/style.json`;
    const map = { data: [{ type: 'scattermap', lat: [1], lon: [1] }], layout: { map: { style } } };
    // It is drawn without its tiles, or not at all.
    await drawElsewhere(server.url, map, 'svg').catch(() => {});
    const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
    const [pure, brought] = await Promise.all([
      drawElsewhere(server.url, exampleFigure, 'svg'),
      drawElsewhere(server.url, image(dot), 'svg'),
    ]);
    assert.ok(pure.includes('<svg') && brought.includes('data:image/'));
  } finally {
    listener.close();
  }
  assert.deepEqual(asked, []);
});
