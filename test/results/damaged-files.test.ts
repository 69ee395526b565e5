import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { NumpyRandom } from '../../src/base/random/numpy-random.js';
import type { Run } from '../../src/records/run.js';
import { importRuns } from '../../src/results/import/import-runs.js';
import { formatRuns, readRuns } from '../../src/results/run-csv.js';
import { referenceFile } from '../reference-file.js';
import { temporaryFolder } from '../temporary-folder.js';

const FUZZED = Number(process.env.LINGTUNE_FUZZ ?? 500);

/** What damages text most: what structures it, and numbers that are none. */
const SCRAPS = [
  '"',
  ',',
  '\n',
  '\r',
  '|',
  '{',
  '}',
  '[',
  ']',
  ':',
  'NaN',
  '-Infinity',
  '1e999',
  '0x9',
  '-',
  '=',
  '\0',
  '\u001b',
  '\xff',
  '9',
  ' ',
  '""',
];

const JSON_TEXT = readFileSync(referenceFile('lm-eval-0.4.13.json'), 'latin1');
const LOG_TEXT = readFileSync(referenceFile('lm-eval-0.4.13.log'), 'latin1');

function checkRuns(runs: readonly Run[]): void {
  for (const { run, scores, status } of runs) {
    assert.ok(Number.isFinite(run));
    assert.ok(status === 'complete' || status === 'partial');
    for (const { accuracy, stderr } of scores) {
      assert.ok(accuracy >= 0 && accuracy <= 1, String(accuracy));
      assert.ok(stderr === null || Number.isFinite(stderr), String(stderr));
    }
  }
}

function damage(text: string, random: NumpyRandom): Buffer {
  const below = (count: number): number => Math.floor(random.random() * count);
  let damaged = text;
  for (let change = 1 + below(4); change > 0; change--) {
    const at = below(damaged.length);
    const scrap = SCRAPS[below(SCRAPS.length)] ?? '';
    const dropped = below(3) === 0 ? below(40) : below(2);
    damaged = damaged.slice(0, at) + scrap.repeat(1 + below(2)) + damaged.slice(at + dropped);
  }
  return Buffer.from(below(12) === 0 ? damaged.slice(0, below(damaged.length)) : damaged, 'latin1');
}

for (const [name, text] of [
  ['results.json', JSON_TEXT],
  ['job.log', LOG_TEXT],
] as const) {
  test(`importRuns(paths) of ${FUZZED} damaged ${name} gives shares or says what is wrong`, (context) => {
    const random = new NumpyRandom(8);
    const path = join(temporaryFolder(context), name);
    const intact = new Map<string, number>();
    writeFileSync(path, Buffer.from(text, 'latin1'));
    for (const { task, language, accuracy } of importRuns([path]).runs.flatMap(({ scores }) => scores)) {
      intact.set(`${task} ${language}`, accuracy);
    }
    let same = 0;
    for (let round = 0; round < FUZZED; round++) {
      writeFileSync(path, damage(text, random));
      const { runs, problems } = importRuns([path]);
      checkRuns(runs);
      assert.ok(runs.length === 1 || problems.some(({ severity }) => severity === 'skipped'));
      for (const { source, message } of problems) {
        assert.equal(source, path);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a terminal.
        assert.doesNotMatch(message, /[\0-\x08\x0b-\x1f\x7f]/);
      }
      const scores = runs.flatMap((run) => run.scores);
      if (scores.every(({ task, language, accuracy }) => intact.get(`${task} ${language}`) === accuracy))
        same += 1;
    }
    // Most changes hit no accuracy.
    assert.ok(same > FUZZED * 0.6, `${same} of ${FUZZED}`);
  });
}

test(`readRuns(path) of ${FUZZED} damaged CSV files gives shares or says what is wrong`, (context) => {
  const random = new NumpyRandom(8);
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'results.json'), Buffer.from(JSON_TEXT, 'latin1'));
  const text = formatRuns(importRuns([join(folder, 'results.json')], { languages: ['af', 'vi'] }).runs);
  const path = join(folder, 'runs.csv');
  let refused = 0;
  for (let round = 0; round < FUZZED; round++) {
    writeFileSync(path, damage(text, random));
    try {
      const runs = readRuns(path);
      checkRuns(runs);
      // What was read can be written and is read back the same.
      writeFileSync(path, formatRuns(runs));
      if (runs.length > 0) assert.deepEqual(readRuns(path), runs);
    } catch (error) {
      assert.ok(error instanceof Error && error.message.startsWith(path), String(error));
      refused += 1;
    }
  }
  assert.ok(refused > FUZZED / 4, `${refused} of ${FUZZED} refused`);
});
