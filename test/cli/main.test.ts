import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Help } from 'commander';
import { COMMANDS } from '../../src/cli/commands.js';
import { lingtuneCommand } from '../../src/cli/main.js';
import { findChromium } from '../../src/notebook/pictures/find-chromium.js';
import { readPublishedRuns } from '../../src/results/published.js';
import { formatRuns } from '../../src/results/run-csv.js';
import { run } from '../run-command.js';
import { temporaryFolder } from '../temporary-folder.js';

test('main(table 3 --json) prints 144 records, 126 of them tuned and as printed', async () => {
  const { code, out } = await run('table', '3', '--json');
  const records = JSON.parse(out) as Record<string, unknown>[];
  assert.equal(code, 0);
  assert.equal(records.length, 144);
  assert.equal(records.filter((record) => record.agrees === true).length, 126);
  const { model, subset, column, mean, margin, printed, agrees } = records[0] ?? {};
  assert.deepEqual(
    { model, subset, column, mean, margin, printed, agrees },
    {
      model: 'BLOOM-7B1',
      subset: 'ALL',
      column: 'xnli',
      mean: 40.88,
      margin: 0.25,
      printed: { mean: 40.88, margin: 0.25 },
      agrees: true,
    },
  );
});

test('main(table 5) prints the table that holds Tables 4 to 6', async () => {
  const { code, out } = await run('table', '5');
  assert.equal(code, 0);
  assert.match(out, /^Tables 4–6/);
});

test('main(claims --json) prints 75 objects with a verdict each', async () => {
  const { code, out } = await run('claims', '--json');
  const claims = JSON.parse(out) as Record<string, unknown>[];
  assert.equal(code, 0);
  assert.equal(claims.length, 75);
  for (const claim of claims) {
    assert.deepEqual(Object.keys(claim).sort(), [
      'claim',
      'id',
      'paperSays',
      'section',
      'verdict',
      'weFind',
      'why',
    ]);
  }
});

test('main(figure 3a --json) prints the Plotly specification and the numbers', async () => {
  const { code, out } = await run('figure', '3a', '--json');
  const figure = JSON.parse(out) as { data: unknown[]; layout: object; records: unknown[] };
  assert.equal(code, 0);
  assert.ok(figure.data.length > 0);
  assert.ok(figure.records.length >= 17);
});

test('main(figure 2 --html FILE) writes a page that holds plotly.js itself', async (t) => {
  const page = join(temporaryFolder(t), 'new', 'figure.html');
  const { code, out } = await run('figure', '2', '--html', page);
  assert.deepEqual({ code, out }, { code: 0, out: '' });
  const html = readFileSync(page, 'utf8');
  assert.match(html, /^<!doctype html>/);
  assert.ok(html.length > 5_000_000, 'plotly.js is inside');
  assert.doesNotMatch(html, /<(script|link|img)[^>]+(src|href)=/);
});

test('main(figure 2 --png FILE) writes a picture', {
  skip: findChromium() === null && process.env.CI === undefined && 'no Chromium found',
}, async (t) => {
  const picture = join(temporaryFolder(t), 'figure.png');
  assert.equal((await run('figure', '2', '--png', picture)).code, 0);
  assert.equal(readFileSync(picture).subarray(1, 4).toString('latin1'), 'PNG');
});

test('main(table 3 --runs FILE) computes from the runs in the file', async (t) => {
  const file = join(temporaryFolder(t), 'runs.csv');
  const runs = readPublishedRuns().filter((published) => published.experiment === 'main');
  const shifted = runs.map((published) => ({
    ...published,
    scores: published.scores.map((score) => ({ ...score, accuracy: score.accuracy / 2 })),
  }));
  writeFileSync(file, formatRuns(shifted));
  const { out } = await run('table', '3', '--json', '--runs', file);
  const [first] = JSON.parse(out) as { mean: number }[];
  assert.equal(first?.mean, 20.44);
});

const MISUSES: readonly [string, string[], number, RegExp][] = [
  ['an unknown table', ['table', '99'], 1, /^lingtune: paperTable: id must be one of 1, 2, .*got 99$/],
  ['an unknown figure', ['figure', '7'], 1, /^lingtune: paperFigure: id must be one of 1, 2, .*got 7$/],
  ['an unknown command', ['figur', '1'], 2, /unknown command 'figur'/],
  ['an option that is missing', ['select'], 2, /\(lingtune select --help shows how it is used\)$/],
  ['an import without output', ['import', '.'], 2, /required option '-o, --output <file>' not specified/],
  ['a missing path', ['import', '/no/such', '-o', 'runs.csv'], 1, /^lingtune: importRuns: a path must exist/],
  ['a number that is none', ['import', '.', '-o', 'x.csv', '--run', 'two'], 2, /A whole number is needed/],
  [
    'codes that are none',
    ['import', '.', '-o', 'x.csv', '--languages', 'Deutsch'],
    2,
    /Codes of two or three/,
  ],
  ['a missing CSV file', ['table', '3', '--runs', '/no/such.csv'], 1, /^lingtune: .*\/no\/such\.csv/],
];
for (const [name, words, code, message] of MISUSES) {
  test(`main(words) ends with code ${code} and one clear line for ${name}`, async () => {
    const outcome = await run(...words);
    assert.equal(outcome.code, code);
    assert.match(outcome.errors, message);
    assert.doesNotMatch(outcome.errors, /\n\s+at /);
  });
}

test('main(import PATH -o FILE) writes nothing where no run is found', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'empty.log'), '');
  const target = join(folder, 'runs.csv');
  const { code, errors } = await run('import', folder, '-o', target);
  assert.equal(code, 1);
  assert.match(errors, /empty\.log/);
  assert.match(errors, /no run was found; nothing is written/);
  assert.throws(() => readFileSync(target), { code: 'ENOENT' });
});

for (const [name, { usage }] of Object.entries(COMMANDS)) {
  test(`lingtuneCommand(words) lists ${name} as it is once it is loaded`, async () => {
    const program = await lingtuneCommand([name]);
    const own = program.commands.find((command) => command.name() === name);
    assert.ok(own !== undefined);
    assert.equal(new Help().subcommandTerm(own), `${name} ${usage}`.trimEnd());
  });
}

test('main(--help) and main(--version) end well', async () => {
  assert.equal((await run('--help')).code, 0);
  assert.match((await run('--version')).out, /^\d+\.\d+\.\d+$/);
});

test('lingtune setup has nothing to do where WebAssembly is asked for', async (t) => {
  const before = process.env.LINGTUNE_BACKEND ?? '';
  process.env.LINGTUNE_BACKEND = 'wasm';
  t.after(() => {
    process.env.LINGTUNE_BACKEND = before;
  });
  assert.deepEqual(await run('setup'), { code: 0, out: 'TensorFlow: nothing to do', errors: '' });
});

test('lingtune setup refuses a backend that there is not', async (t) => {
  const before = process.env.LINGTUNE_BACKEND ?? '';
  process.env.LINGTUNE_BACKEND = 'tpu';
  t.after(() => {
    process.env.LINGTUNE_BACKEND = before;
  });
  const { code, errors } = await run('setup');
  assert.equal(code, 1);
  assert.equal(errors, 'lingtune: LINGTUNE_BACKEND must be tensorflow, gpu or wasm, got "tpu"');
});
