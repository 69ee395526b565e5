/** A reader's way: open a notebook in JupyterLab, run all cells, look at the drawings. No other host can be reached. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { findJupyter } from '../../src/jupyter/find-jupyter.js';
import { runNotebooks } from '../../src/jupyter/run-notebooks.js';
import { findChromium } from '../../src/notebook/pictures/find-chromium.js';
import { CHROMIUM_SWITCHES } from '../../src/notebook/pictures/picture-page.js';
import { repositoryFile } from '../repository.js';
import { startLab } from './jupyter-lab.js';

const NOTEBOOK = 'figure-3-number-of-languages.ipynb';

/** Notebooks to open: what pointing at the first mark must tell, what else must be drawn, and the screenshot's name. */
const CASES: readonly {
  notebook: string;
  hover: readonly RegExp[];
  /** Drawn things farther down, as CSS selectors. */
  drawn: readonly string[];
  screenshot: string;
}[] = [
  {
    notebook: NOTEBOOK,
    hover: [/n = \d+ runs?/, /\d\d\.\d\d ± \d+\.\d\d %/],
    drawn: [],
    screenshot: 'lab-figure-3.png',
  },
  {
    notebook: 'figure-a1-tsne.ipynb',
    hover: [/[Cc]luster/],
    // The land of the world map is the only shape of its kind.
    drawn: ['.js-plotly-plot .shapelayer path'],
    screenshot: 'lab-figure-a1.png',
  },
];

/** Longest wait for a page or for all cells of the notebook, in milliseconds. */
const PATIENCE = 90_000;

const program = findChromium();
/** Nothing may be left out where changes are judged. */
const skip =
  program === null && process.env.CI !== 'true'
    ? 'Chromium is missing (Debian: apt install chromium)'
    : false;

describe('notebooks in JupyterLab', { skip }, () => {
  // Inside the repository, so that its cells find the package, but away from the committed files.
  mkdirSync(repositoryFile('out'), { recursive: true });
  const folder = mkdtempSync(repositoryFile('out/lab-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  copyWithoutOutputs(folder);

  for (const { notebook, hover, drawn, screenshot } of CASES) {
    test(`${notebook} runs and draws interactive figures`, { timeout: 2 * PATIENCE }, async () => {
      assert.ok(program !== null, 'Chromium is missing');
      const lab = await startLab(folder);
      const browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_SWITCHES] });
      const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
      try {
        page.setDefaultTimeout(PATIENCE);
        const strangers = await watchOtherHosts(page);
        await page.goto(lab.url(`lab/tree/${notebook}`));
        await runAllCells(page);
        await page.locator('.js-plotly-plot .main-svg').first().waitFor();
        await allCellsDone(page);
        const text = await hoverText(page);
        for (const pattern of hover) assert.match(text, pattern);
        for (const selector of drawn) await scrollTo(page, selector);
        const errors = '[data-mime-type$="vnd.jupyter.error"], [data-mime-type$="vnd.jupyter.stderr"]';
        assert.deepEqual(await page.locator(errors).allTextContents(), []);
        assert.deepEqual(strangers, []);
      } finally {
        await page.screenshot({ path: repositoryFile(`out/screenshots/${screenshot}`) });
        await browser.close();
        await lab.stop();
      }
    });
  }

  test(`${NOTEBOOK} has its figure as a picture when nbconvert turns it into HTML`, async () => {
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

/** Scrolls down until something is drawn, as JupyterLab draws only what is near the window. */
async function scrollTo(page: Page, selector: string): Promise<void> {
  const found = page.locator(selector).first();
  await page.locator('.jp-WindowedPanel-outer').first().hover();
  for (let step = 0; step < 60 && !(await found.isVisible()); step += 1) {
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(100);
  }
  await found.waitFor();
  await found.scrollIntoViewIfNeeded();
}

/** Points at the first mark of the first drawing, and reads what appears; again while the page is still moving. */
async function hoverText(page: Page): Promise<string> {
  const mark = page.locator('.js-plotly-plot .scatterlayer .point').first();
  const text = page.locator('.js-plotly-plot .hoverlayer .hovertext').first();
  await mark.scrollIntoViewIfNeeded();
  for (let attempt = 0; attempt < 30 && !(await text.isVisible()); attempt += 1) {
    const { x = 0, y = 0, width = 0, height = 0 } = (await mark.boundingBox()) ?? {};
    // Plotly answers to a pointer that moves.
    await page.mouse.move(x + width / 2 - 3, y + height / 2);
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
    await page.waitForTimeout(300);
  }
  return (await text.textContent()) ?? '';
}
