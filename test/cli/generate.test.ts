import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { referenceFile } from '../reference-file.js';
import { repositoryFile } from '../repository.js';
import { noTerminal, runInTerminal } from '../run-in-terminal.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Draws many scripts, so that characters of several tokens come. */
const DRAWN = ['--temperature', '1.5', '--seed', '1', '--max-tokens', '60'];

/** A bar's line is begun anew by this. */
const REWRITE = '\r\u001b[2K';

function generateWords(...words: readonly string[]): string[] {
  return [
    ...[
      process.execPath,
      repositoryFile('bin/lingtune.js'),
      'generate',
      '--instruction',
      'Tere, kuidas läheb?',
    ],
    ...['--model', referenceFile('models/bloom'), '--tokenizer', referenceFile('tokenizers/bloom')],
    ...words,
  ];
}

/** The same words with standard error in a file, so that the terminal shows standard output alone. */
function withErrorsIn(file: string, words: readonly string[]): string[] {
  return ['sh', '-c', `exec "$@" 2> '${file}'`, 'sh', ...words];
}

test('main(generate) shows on a terminal, piece by piece, the very text that it pipes', {
  skip: noTerminal,
}, async (t) => {
  const errors = join(temporaryFolder(t), 'errors');
  const words = generateWords(...DRAWN);
  const [program = '', ...rest] = words;
  const piped = spawnSync(program, rest, { encoding: 'utf8' });
  assert.equal(piped.status, 0, piped.stderr);
  assert.match(piped.stdout, /\P{ASCII}/u);
  const terminal = await runInTerminal(withErrorsIn(errors, words));
  assert.equal(terminal.code, 0);
  assert.equal(terminal.shown, piped.stdout);
  assert.match(readFileSync(errors, 'utf8'), /^generate: 60 tokens in .*\ncut off by --max-tokens · /m);
});

test('main(generate) shows a bar on the terminal until the text comes, and keeps no line of it', {
  skip: noTerminal,
}, async () => {
  const { code, shown } = await runInTerminal(generateWords('--max-tokens', '3'));
  assert.equal(code, 0);
  const [bar = '', text = '', ...below] = shown.split(REWRITE).slice(1);
  assert.match(bar, /^load model /);
  assert.match(text, /^[^\n]+\n$/);
  assert.match(below.join(''), /generate: 3 tokens in .*\ncut off by --max-tokens · .*\n$/);
});

test('main(generate) ends at Ctrl-C with what there is of the text, and exit code 130', {
  skip: noTerminal,
}, async (t) => {
  const errors = join(temporaryFolder(t), 'errors');
  const words = generateWords('--max-tokens', '100000');
  const { code, shown } = await runInTerminal(withErrorsIn(errors, words), {
    until: (text) => text.length > 3,
  });
  assert.equal(code, 130);
  // This model says the same character for ever; the terminal shows Ctrl-C as ^C.
  const [character = ''] = shown;
  assert.match(shown.replace('^C', ''), new RegExp(`^${character}{4,}\n$`));
  const lines = readFileSync(errors, 'utf8').trimEnd().split('\n');
  assert.equal(lines.at(-1), 'lingtune: interrupted; the text ends where it was');
  assert.match(lines.at(-2) ?? '', /^generate: \d+ of 100,000 tokens in /);
});
