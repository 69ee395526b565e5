import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPictures } from '../../src/kernel/draw-pictures.js';
import { findChromium } from '../../src/kernel/find-chromium.js';
import { drawElsewhere, startPictureServer } from '../../src/kernel/picture-server.js';
import { exampleFigure } from './example.js';

const skip = findChromium() === null && process.env.CI === undefined && 'no Chromium found';

test('startPictureServer() draws what Chromium of one’s own draws, and refuses what is no figure', {
  skip,
}, async () => {
  const server = await startPictureServer();
  try {
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
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
    await server.close();
  }
});
