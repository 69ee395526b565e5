/** A reader's way: open the notebook of Figure 3 in JupyterLab, run all cells, look at the drawing. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../src/kernel/find-chromium.js';
import { findJupyter } from '../../src/kernel/find-jupyter.js';
import { CHROMIUM_SWITCHES } from '../../src/kernel/picture-page.js';
import { runNotebooks } from '../../src/kernel/run-notebooks.js';
import { repositoryFile } from '../repository.js';
import { startLab } from './jupyter-lab.js';

const NOTEBOOK = 'figure-3-number-of-languages.ipynb';

/** Longest wait for a page or for all cells of the notebook, in milliseconds. */
const PATIENCE = 90_000;

const program = findChromium();
/** Nothing may be left out where changes are judged. */
const skip =
  program === null && process.env.CI !== 'true'
    ? 'Chromium is missing (Debian: apt install chromium)'
    : false;

describe('the notebook of Figure 3', { skip }, () => {
  // Inside the repository, so that its cells find the package, but away from the committed files.
  mkdirSync(repositoryFile('out'), { recursive: true });
  const folder = mkdtempSync(repositoryFile('out/lab-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  copyWithoutOutputs(folder);

  test('runs in JupyterLab and draws an interactive figure', { timeout: 2 * PATIENCE }, async () => {
    assert.ok(program !== null, 'Chromium is missing');
    const lab = await startLab(folder);
    const browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_SWITCHES] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    try {
      page.setDefaultTimeout(PATIENCE);
      const strangers = await watchOtherHosts(page);
      await page.goto(lab.url(`lab/tree/${NOTEBOOK}`));
      await runAllCells(page);
      const plot = page.locator('.js-plotly-plot').first();
      await plot.locator('.main-svg').first().waitFor();
      await allCellsDone(page);
      const hover = await hoverText(page);
      assert.match(hover, /n = \d+ runs?/);
      assert.match(hover, /\d\d\.\d\d ± \d+\.\d\d %/);
      const errors = '[data-mime-type$="vnd.jupyter.error"], [data-mime-type$="vnd.jupyter.stderr"]';
      assert.deepEqual(await page.locator(errors).allTextContents(), []);
      assert.deepEqual(strangers, []);
    } finally {
      await page.screenshot({ path: repositoryFile('out/screenshots/lab-figure-3.png') });
      await browser.close();
      await lab.stop();
    }
  });

  test('has its figure as a picture when nbconvert turns it into HTML', async () => {
    const environment = findJupyter();
    assert.ok(environment !== null, 'Jupyter is missing; run: npm run setup');
    const outputFolder = join(folder, 'executed');
    const [run] = await runNotebooks([join(folder, NOTEBOOK)], { outputFolder, picture: 'png' });
    assert.equal(run?.failure, null);
    const toHtml = ['-m', 'nbconvert', '--to', 'html', join(outputFolder, NOTEBOOK)];
    execFileSync(environment.python, toHtml, { stdio: 'pipe' });
    const html = readFileSync(join(outputFolder, NOTEBOOK.replace('.ipynb', '.html')), 'utf8');
    assert.match(html, /<img[^>]*src="data:image\/png;base64,/);
  });
});

/** Copies all notebooks as a reader sees them before the first run, so that nothing saved passes for a result. */
function copyWithoutOutputs(target: string): void {
  for (const name of readdirSync(repositoryFile('notebooks')).filter((file) => file.endsWith('.ipynb'))) {
    const notebook = JSON.parse(readFileSync(repositoryFile(`notebooks/${name}`), 'utf8'));
    for (const cell of notebook.cells) {
      if (cell.cell_type === 'code') Object.assign(cell, { outputs: [], execution_count: null });
    }
    writeFileSync(join(target, name), JSON.stringify(notebook));
  }
}

/** Stops requests to any other host than this one, and keeps their addresses. */
async function watchOtherHosts(page: Page): Promise<string[]> {
  const strangers: string[] = [];
  await page.route(
    (url) => /^(http|ws)s?:$/.test(url.protocol) && url.hostname !== '127.0.0.1',
    async (route) => {
      strangers.push(route.request().url());
      await route.abort();
    },
  );
  return strangers;
}

/** Runs all cells by the menu, once our kernel is ready. */
async function runAllCells(page: Page): Promise<void> {
  await page.getByText('TypeScript (lingtune) | Idle').waitFor();
  await page.locator('.lm-MenuBar-item', { hasText: /^Run$/ }).click();
  await page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click();
}

/** Waits until no cell's prompt shows that it is running or waiting. */
async function allCellsDone(page: Page): Promise<void> {
  await page.waitForFunction(
    `[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].every((prompt) => /\\d/.test(prompt.textContent))`,
  );
}

/** Points at the first mark of the first drawing, and reads what appears. */
async function hoverText(page: Page): Promise<string> {
  const mark = page.locator('.js-plotly-plot .scatterlayer .point').first();
  await mark.scrollIntoViewIfNeeded();
  await mark.hover({ force: true });
  const text = page.locator('.js-plotly-plot .hoverlayer .hovertext').first();
  await text.waitFor();
  return (await text.textContent()) ?? '';
}
