/** What data can do to a terminal: nothing, whichever command prints it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { escapeControls } from '../../src/base/printable.js';
import { referenceFile } from '../reference-file.js';
import { repositoryFile } from '../repository.js';
import { noTerminal, runInTerminal } from '../run-in-terminal.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Puts text on the clipboard, sets the title, colours, turns the direction, changes the letters. */
const HOSTILE = '\u001b]52;c;aGk=\u0007\u001b]0;t\u0007\u009b31m\u202e\u000e\u007f';
const ESCAPED = '\\u001b]52;c;aGk=\\u0007\\u001b]0;t\\u0007\\u009b31m\\u202e\\u000e\\u007f';
/** What may stand on a terminal beside text: ends of lines, tabs, and a bar's line that begins anew. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the bar's own is what is left out
const ALLOWED = /\r\u001b\[2K|\r\n|[\n\t]/g;
const CONTROL = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

const command = (...words: string[]): string[] => [
  process.execPath,
  repositoryFile('bin/lingtune.js'),
  ...words,
];

/** A small BLOOM of which a part is changed. */
function modelWith(folder: string, change: (model: string) => void): string {
  const model = join(folder, 'model');
  mkdirSync(model);
  for (const source of ['models/bloom', 'tokenizers/bloom'].map(referenceFile)) {
    for (const entry of readdirSync(source, { withFileTypes: true })) {
      if (entry.isFile()) copyFileSync(join(source, entry.name), join(model, entry.name));
    }
  }
  change(model);
  return model;
}

function writeFeatures(folder: string): string {
  const path = join(folder, 'features.csv');
  const rows = ['aa', `b${HOSTILE}`, 'cc', 'dd'].map((code, row) => `"${code}",${row},${row * row}\n`);
  writeFileSync(path, `code,a,b\n${rows.join('')}`);
  return path;
}

const CASES: readonly [name: string, words: (folder: string) => string[], isEscaped: boolean][] = [
  ['a name that is not there', () => ['tune', '--config', `${HOSTILE}.json`, '-o', 'x'], true],
  ['an unknown option', () => [`--${HOSTILE}`], true],
  [
    'malformed JSON',
    (folder) => {
      writeFileSync(join(folder, 'run.json'), `{"model": "${HOSTILE}", x}`);
      return ['tune', '--config', join(folder, 'run.json'), '-o', 'x'];
    },
    false,
  ],
  [
    'a malformed notebook',
    (folder) => {
      writeFileSync(join(folder, 'x.ipynb'), `{"cells": ${HOSTILE}}`);
      return ['run', join(folder, 'x.ipynb')];
    },
    false,
  ],
  [
    'the names of shards',
    (folder) => {
      const model = modelWith(folder, (path) => {
        const index = { metadata: {}, weight_map: { a: `${HOSTILE}.safetensors` } };
        writeFileSync(join(path, 'model.safetensors.index.json'), JSON.stringify(index));
      });
      return ['generate', '--model', model, '--prompt', 'x'];
    },
    false,
  ],
  ['codes of a table', (folder) => ['select', '-k', '3', '-f', writeFeatures(folder)], true],
  ['codes of JSON', (folder) => ['select', '-k', '3', '--json', '-f', writeFeatures(folder)], true],
];

/** Runs a command on a pipe and, where there is one, on a terminal; both must be clean. */
async function outputs(t: TestContext, words: string[]): Promise<string[]> {
  const [program = '', ...rest] = command(...words);
  const { stdout, stderr } = spawnSync(program, rest, { encoding: 'utf8' });
  const terminal = noTerminal === false ? [(await runInTerminal(command(...words))).shown] : [];
  if (noTerminal !== false) t.diagnostic(noTerminal);
  return [stdout + stderr, ...terminal];
}

for (const [name, words, isEscaped] of CASES) {
  test(`main(words) prints ${name} without a control character`, async (t) => {
    for (const shown of await outputs(t, words(temporaryFolder(t)))) {
      assert.notEqual(shown.trim(), '');
      assert.doesNotMatch(shown.replace(ALLOWED, ''), CONTROL);
      if (isEscaped) assert.ok(shown.includes(ESCAPED), JSON.stringify(shown));
    }
  });
}

test('main(select --json) prints JSON that reads back, whatever is in it', async (t) => {
  const words = ['select', '-k', '4', '--json', '-f', writeFeatures(temporaryFolder(t))];
  for (const shown of await outputs(t, words)) {
    const { languages } = JSON.parse(shown) as { languages: string[] };
    assert.deepEqual([...languages].sort(), ['aa', `b${HOSTILE}`, 'cc', 'dd']);
  }
});

test('main(generate) shows a terminal the escapes of what a model writes, and gives a pipe the very text', {
  skip: noTerminal,
}, async (t) => {
  // Any token is as likely as another, and some are single bytes.
  const drawn = ['--temperature', '100', '--seed', '1', '--max-tokens', '200', '--prompt', 'Tere'];
  const words = ['generate', '--model', modelWith(temporaryFolder(t), () => undefined), ...drawn];
  const errors = join(temporaryFolder(t), 'errors');
  const [program = '', ...rest] = command(...words);
  const piped = spawnSync(program, rest, { encoding: 'utf8' }).stdout;
  const terminal = await runInTerminal(['sh', '-c', `exec "$@" 2> '${errors}'`, 'sh', program, ...rest]);
  assert.match(piped.replace(ALLOWED, ''), CONTROL);
  assert.doesNotMatch(terminal.shown.replace(ALLOWED, ''), CONTROL);
  assert.equal(terminal.shown, escapeControls(piped));
});

test('guardOutput() also cleans what nobody catches', () => {
  const outlet = JSON.stringify(repositoryFile('dist/src/base/outlet.js'));
  for (const thrown of [
    `throw new Error(${JSON.stringify(HOSTILE)})`,
    `Promise.reject(${JSON.stringify(HOSTILE)})`,
  ]) {
    const script = `import(${outlet}).then(({ guardOutput }) => { guardOutput(); setTimeout(() => { ${thrown} }); })`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.ok(stderr.includes(ESCAPED), stderr);
    assert.doesNotMatch(stderr.replace(ALLOWED, ''), CONTROL);
  }
});
