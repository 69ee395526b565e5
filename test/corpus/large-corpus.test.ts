/** A corpus that is larger than the memory there is for it, in a process of its own. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryFile } from '../repository.js';
import { temporaryFolder } from '../temporary-folder.js';

const ROWS = 50_000;
const LANGUAGES = ['et', 'th', 'vi'];
const OUTPUT = 'sõna '.repeat(200);
const HEAP_MEGABYTES = 48;

/** Writes a language's pairs, a thousand at a time. */
function writeLanguage(path: string): void {
  const file = openSync(path, 'w');
  for (let start = 0; start < ROWS; start += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, row) => ({
      id: `alpaca-${start + row}`,
      instruction: `Kirjuta ${start + row}`,
      input: null,
      output: OUTPUT,
    }));
    writeSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
  closeSync(file);
}

test(`corpusFor(options) reads pairs of many times the memory that it takes`, (context) => {
  const path = temporaryFolder(context);
  for (const language of LANGUAGES) writeLanguage(join(path, `${language}.jsonl`));
  const megabytes = LANGUAGES.length * (statSync(join(path, 'et.jsonl')).size / 2 ** 20);
  assert.ok(megabytes > 3 * HEAP_MEGABYTES, `${megabytes} MB of pairs`);
  const module = (name: string): string => JSON.stringify(repositoryFile(`dist/${name}`));
  const program = `
    const { corpusFor } = await import(${module('src/corpus/corpus-for.js')});
    const { wordTokenizer } = await import(${module('test/corpus/word-tokenizer.js')});
    const corpus = await corpusFor({
      path: ${JSON.stringify(path)}, languages: ${JSON.stringify(LANGUAGES)}, budget: 300, tokenizer: wordTokenizer(),
    });
    const peak = process.resourceUsage().maxRSS / 2 ** 10;
    console.log(JSON.stringify({ count: corpus.examples.length, peak }));`;
  const words = [`--max-old-space-size=${HEAP_MEGABYTES}`, '--input-type=module', '--eval', program];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const { count, peak } = JSON.parse(stdout) as { count: number; peak: number };
  assert.equal(count, 300);
  assert.ok(peak < 300, `${peak} MB at most`);
  context.diagnostic(`${Math.round(megabytes)} MB of pairs, at most ${Math.round(peak)} MB of memory`);
});
