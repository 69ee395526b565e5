/** What a browser lets our pages do. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { figureBlock, htmlPage } from '../../src/charts/html-page.js';
import { findChromium } from '../../src/notebook/pictures/find-chromium.js';
import { CHROMIUM_SWITCHES, plotlyBundle } from '../../src/notebook/pictures/picture-page.js';
import { temporaryFolder } from '../temporary-folder.js';
import { exampleFigure } from './example.js';

const program = findChromium();
const skip = program === null && process.env.CI === undefined && 'no Chromium found';

test('htmlPage(parts) draws its figures, and neither fetches nor runs what a body smuggles in', {
  skip,
}, async (t) => {
  const asked: string[] = [];
  const listener = createServer(({ url }, response) => {
    asked.push(url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  t.after(() => listener.close());
  const elsewhere = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const figures = [exampleFigure, { ...exampleFigure, data: [{ type: 'scatter', x: [1], y: [1] }] }];
  // As if something had escaped being escaped.
  const smuggled = [
    `<script>window.isRun = true; fetch('${elsewhere}/fetch')</script>`,
    `<script src="${elsewhere}/script.js"></script>`,
    `<img src="${elsewhere}/image.png" onerror="window.isRun = true">`,
    `<link rel="stylesheet" href="${elsewhere}/style.css">`,
    `<iframe src="${elsewhere}/frame"></iframe>`,
    `<p style="background: url(${elsewhere}/background)">x</p>`,
  ];
  const body = [...figures.map(figureBlock), ...smuggled].join('\n');
  const path = join(temporaryFolder(t), 'page.html');
  writeFileSync(path, htmlPage({ title: 'x', body, plotlySource: readFileSync(plotlyBundle(), 'utf8') }));
  assert.ok(program !== null);
  const browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_SWITCHES] });
  t.after(() => browser.close());
  const page = await browser.newPage();
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  await page.goto(pathToFileURL(path).href);
  await page.waitForFunction("document.querySelectorAll('.drawing .main-svg').length >= 4");
  // The button that saves a picture makes it in the page, too.
  const picture = await page.evaluate<string>(
    "Plotly.toImage(document.querySelector('.drawing'), { format: 'png' })",
  );
  assert.match(picture, /^data:image\/png;base64,\w/);
  assert.equal(await page.evaluate('window.isRun'), undefined);
  assert.deepEqual(failures, []);
  assert.deepEqual(asked, []);
});
