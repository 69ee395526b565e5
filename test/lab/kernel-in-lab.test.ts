/** The kernel as a reader meets it: in JupyterLab, in a browser. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../../src/notebook/pictures/find-chromium.js';
import { CHROMIUM_SWITCHES } from '../../src/notebook/pictures/picture-page.js';
import { writeNotebook } from '../kernel/notebook-file.js';
import { repositoryFile } from '../repository.js';
import { type RunningLab, startLab } from './jupyter-lab.js';

/** Longest wait for anything on the page, in milliseconds. */
const PATIENCE = 60_000;

/** An error message: JupyterLab draws its traceback as it draws standard error. */
const ERROR = '[data-mime-type$="vnd.jupyter.error"], [data-mime-type$="vnd.jupyter.stderr"]';

const program = findChromium();
const skip =
  program === null && process.env.CI !== 'true'
    ? 'Chromium is missing (Debian: apt install chromium)'
    : false;

const LONG_TUNING = `import { parseRunConfig, tuneModel } from 'lingtune';
import { cpSync } from 'node:fs';
for (const kind of ['models', 'tokenizers']) cpSync(REFERENCE + '/' + kind + '/bloom', 'model', { recursive: true });
const data = { path: 'pairs', languages: ['de'], budget: 100 };
const training = { steps: 100_000, batchSize: 8, maxLength: 64 };
const bar = progressBar();
await tuneModel(parseRunConfig({ model: 'model', data: data, training: training, evaluation: null }), {
  output: 'run',
  onProgress: bar.report,
});`;

const CELLS = [
  // 1: the error stands at its place.
  'const values: number[] = [1, 2];\nconst third: any = values[2];\n  third.toFixed(2);',
  // 2: the bar.
  "import { progress, progressBar } from 'lingtune';\nfor await (const step of progress(Array.from({ length: 30 }), { label: 'walking', unit: 'steps' })) {\n  await new Promise((resolve) => setTimeout(resolve, 100));\n}",
  // 3: what is stopped.
  `const REFERENCE = ${JSON.stringify(repositoryFile('test/reference'))};\n${LONG_TUNING}`,
  // 4: what runs next.
  "'still ' + 'here'",
  // 5: a data frame.
  "import * as dfd from 'danfojs-node';\nnew dfd.DataFrame({ language: ['et', '<script>document.title = 1</script>'], score: [61.5, 48.25] })",
  // 6: where a member is completed.
  "import { readPublished } from 'lingtune';\nconst published = readPublished();\npublished.",
];

describe('the kernel in JupyterLab', { skip }, () => {
  mkdirSync(repositoryFile('out/screenshots'), { recursive: true });
  const folder = mkdtempSync(repositoryFile('out/lab-kernel-'));
  const path = writeNotebook(folder, 'kernel.ipynb', CELLS);
  mkdirSync(join(folder, 'pairs'));
  const pairs = Array.from({ length: 120 }, (_, id) =>
    JSON.stringify({ id: `p${id}`, instruction: 'one two', input: null, output: 'three four' }),
  );
  writeFileSync(join(folder, 'pairs', 'de.jsonl'), pairs.join('\n'));
  let lab: RunningLab;
  let browser: Browser;
  let page: Page;

  before(async () => {
    assert.ok(program !== null, 'Chromium is missing');
    lab = await startLab(folder);
    browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_SWITCHES] });
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(lab.url(`lab/tree/${path.slice(folder.length + 1)}`));
    await page.getByText('TypeScript (lingtune) | Idle').waitFor();
  });
  after(async () => {
    await browser?.close();
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A code cell, scrolled to. */
  const cell = async (number: number): Promise<Locator> => {
    const found = page.locator('.jp-CodeCell').nth(number - 1);
    await found.scrollIntoViewIfNeeded();
    return found;
  };
  const start = async (number: number): Promise<Locator> => {
    const found = await cell(number);
    await found.locator('.cm-content').click();
    await page.keyboard.press('Control+Enter');
    return found;
  };
  const picture = (name: string) =>
    page.screenshot({ path: repositoryFile(`out/screenshots/lab-kernel-${name}.png`) });

  test('an error is red, with the caret under the right column', { timeout: PATIENCE }, async () => {
    const output = (await start(1)).locator(ERROR);
    await output.waitFor();
    const lines = (await output.innerText()).split('\n');
    await picture('error');
    const at = lines.findIndex((line) => line.startsWith('>'));
    assert.match(lines[0] ?? '', /^TypeError: Cannot read properties of undefined \(reading 'toFixed'\)/);
    assert.equal(lines[at], '> 3 │   third.toFixed(2);');
    assert.equal(lines[at + 1]?.indexOf('^'), lines[at]?.indexOf('toFixed'));
    const red = await page.evaluate<string>(
      "getComputedStyle([...document.querySelectorAll('.ansi-red-fg')].find(({ textContent }) => textContent.includes('^'))).color",
    );
    const [r = 0, g = 0, b = 0] = red.match(/\d+/g)?.map(Number) ?? [];
    assert.ok(r > 2 * g && r > 2 * b, red);
  });

  test('a progress bar moves, and its last line stays', { timeout: PATIENCE }, async () => {
    const output = (await start(2)).locator('.jp-OutputArea-output');
    const seen = new Set<string>();
    for (let look = 0; look < 400; look += 1) {
      const text = (await output.count()) === 0 ? '' : await output.first().innerText();
      if (text !== '') seen.add(text.trim());
      if (look % 10 === 5 && seen.size === 5) await picture('progress');
      if (/^walking: /.test(text)) break;
      await page.waitForTimeout(50);
    }
    await picture('progress-end');
    const [last] = [...seen].slice(-1);
    assert.match(last ?? '', /^walking: 30 steps in [\d.]+ s \([\d.]+ a second\)$/);
    assert.equal(await output.count(), 1);
    assert.ok(seen.size > 8, [...seen].join('\n'));
    assert.ok([...seen].some((text) => /█.*of 30 steps · [\d.]+ a second · [\d.]+ s left/.test(text)));
  });

  test('the stop button ends a running computation of the package, and the next cell runs', {
    timeout: 2 * PATIENCE,
  }, async () => {
    const tuning = await start(3);
    await tuning.locator('.jp-OutputArea-output', { hasText: /steps/ }).first().waitFor();
    const started = performance.now();
    await page
      .locator('[data-command="notebook:interrupt-kernel"], jp-button[title*="Interrupt"]')
      .first()
      .click();
    const error = tuning.locator(ERROR);
    await error.waitFor();
    const milliseconds = performance.now() - started;
    await picture('stopped');
    assert.match(await error.innerText(), /^Interrupted: /);
    assert.ok(milliseconds < 2500, `${milliseconds} ms`);
    const next = (await start(4)).locator('.jp-OutputArea-executeResult');
    await next.waitFor();
    assert.match(await next.innerText(), /'still here'/);
  });

  test('a data frame appears as a table in which data stay text', { timeout: PATIENCE }, async () => {
    const table = (await start(5)).locator('.jp-OutputArea-executeResult table');
    await table.waitFor();
    await picture('data-frame');
    assert.deepEqual(await table.locator('tbody tr').first().locator('td').allInnerTexts(), ['et', '61.5']);
    assert.match(await table.innerText(), /<script>document\.title = 1<\/script>/);
    assert.equal(await table.locator('script').count(), 0);
    assert.notEqual(await page.title(), '1');
  });

  test("completion offers a member of a package's type, and Shift-Tab its docstring", {
    timeout: PATIENCE,
  }, async () => {
    const found = await cell(6);
    await found.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Tab');
    const offered = page.locator('.jp-Completer-item', { hasText: 'runs' });
    await offered.first().waitFor();
    await picture('completion');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 'import { readPub'.length; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+Tab');
    // It is empty at first.
    const tooltip = page.locator('.jp-Tooltip', { hasText: 'readPublished' });
    await tooltip.waitFor();
    await picture('docstring');
    assert.match(await tooltip.innerText(), /readPublished\(\): Published[\s\S]*[a-z]{4}/);
  });
});
