/** The notebooks as committed: their form, and that a fresh run gives the outputs that they show. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startBackend } from '../../src/backend/start-backend.js';
import { LEARNING_NOTEBOOKS } from '../../src/jupyter/main-job.js';
import { readNotebook } from '../../src/jupyter/notebook.js';
import { type NotebookRun, runNotebooks } from '../../src/jupyter/run-notebooks.js';
import { findChromium } from '../../src/notebook/pictures/find-chromium.js';
import { repositoryFile } from '../repository.js';
import { outputDifferences } from './output-differences.js';

/** Longest code cell that a reader takes in at a glance. */
const MOST_LINES = 15;

const folder = repositoryFile('notebooks');
const names = readdirSync(folder).filter((name) => name.endsWith('.ipynb'));
const pictures = findChromium() !== null || process.env.CI === 'true';

test('notebooks/ holds notebooks', () => {
  assert.notEqual(names.length, 0);
});

for (const name of names) {
  test(`${name} has the form of our notebooks`, () => {
    const { kernel, cells } = readNotebook(join(folder, name));
    assert.equal(kernel, 'lingtune');
    assert.equal(cells[0]?.cell_type, 'markdown');
    assert.equal(cells.at(-1)?.cell_type, 'code');
    const ids = cells.map(({ id }) => id);
    assert.ok(!ids.includes(null) && new Set(ids).size === ids.length, 'every cell has an id of its own');
    for (const [index, { cell_type, source }] of cells.entries()) {
      const lines = source.split('\n').length;
      assert.ok(cell_type !== 'code' || lines <= MOST_LINES, `cell ${index + 1} has ${lines} lines`);
    }
  });
}

test('LEARNING_NOTEBOOKS are those that tune models', () => {
  const tuning = names.filter((name) =>
    readNotebook(join(folder, name)).cells.some(
      ({ cell_type, source }) => cell_type === 'code' && /\b(tuneModel|replicate)\(/.test(source),
    ),
  );
  assert.deepEqual(tuning, LEARNING_NOTEBOOKS);
});

describe('runNotebooks(all notebooks)', () => {
  const outputFolder = mkdtempSync(join(tmpdir(), 'lingtune-notebooks-'));
  const runs = new Map<string, NotebookRun>();

  // The main job leaves these out too where WebAssembly computes.
  let tooSlow: readonly string[] = [];

  before(async () => {
    const { name: backend } = await startBackend({ onNotice: () => undefined });
    tooSlow = backend === 'wasm' ? LEARNING_NOTEBOOKS : [];
    const paths = names.filter((name) => !tooSlow.includes(name)).map((name) => join(folder, name));
    const picture = pictures ? 'png' : null;
    for (const run of await runNotebooks(paths, { outputFolder, picture })) runs.set(run.path, run);
  });
  after(() => rmSync(outputFolder, { recursive: true, force: true }));

  for (const name of names) {
    test(`runs ${name} without an error, and what it shows equals what is saved`, (t) => {
      if (tooSlow.includes(name)) return t.skip('it tunes models, for which WebAssembly is too slow');
      const path = join(folder, name);
      assert.equal(runs.get(path)?.failure, null);
      const fresh = readNotebook(join(outputFolder, name));
      assert.deepEqual(outputDifferences(readNotebook(path), fresh, { pictures }), []);
    });
  }
});
