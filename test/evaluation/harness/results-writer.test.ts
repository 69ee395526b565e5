import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { TEMPORARY } from '../../../src/base/files/atomic-file.js';
import type { EvaluatedDocument, EvaluationSummary } from '../../../src/evaluation/evaluation-result.js';
import { sampleLine } from '../../../src/evaluation/harness/harness-sample.js';
import { ResultsWriter } from '../../../src/evaluation/harness/results-writer.js';
import { temporaryFolder } from '../../temporary-folder.js';

const MODEL = {
  ...{ baseModel: 'm', adapter: null, precision: 'float32', maxLength: 9, software: 'test' },
  tokenizer: { bos: null, eos: null },
};
const RESULT: EvaluationSummary = {
  ...{ variant: 'current', limit: null, identity: 'm', tasks: [], groups: [], seconds: 1 },
  date: new Date(2026, 0, 2, 3, 4, 5, 6),
};
const document = (index: number): EvaluatedDocument => ({
  fields: { text: `ä${index}` },
  requests: [{ context: 'a', continuation: 'b' }],
  ...{ gold: 0, target: '0', index, choice: 0, isCorrect: true },
  scores: [{ logProbability: -index - 0.5, isGreedy: false }],
});
const DOCUMENTS = Array.from({ length: 1_201 }, (_, index) => document(index));

function filled(folder: string): ResultsWriter {
  const writer = new ResultsWriter(folder, { model: MODEL, samples: true });
  for (const task of ['one', 'two']) for (const each of DOCUMENTS) writer.add(each, task);
  return writer;
}

test('ResultsWriter writes samples under temporary names as they come, and names them when it finishes', (context) => {
  const folder = temporaryFolder(context);
  const writer = filled(folder);
  const before = readdirSync(join(folder, 'm'));
  assert.equal(before.length, 2);
  for (const name of before) assert.match(name, TEMPORARY);
  const { samples } = writer.finish(RESULT);
  writer.discard();
  assert.deepEqual(readdirSync(join(folder, 'm')).sort(), [
    'results_2026-01-02T03-04-05.006000.json',
    'samples_one_2026-01-02T03-04-05.006000.jsonl',
    'samples_two_2026-01-02T03-04-05.006000.jsonl',
  ]);
  const text = DOCUMENTS.map(sampleLine).join('');
  for (const path of samples) assert.equal(readFileSync(path, 'utf8'), text);
});

test('discard() leaves nothing of an evaluation that was stopped', (context) => {
  const folder = temporaryFolder(context);
  const writer = filled(folder);
  writer.discard();
  writer.discard();
  assert.deepEqual(readdirSync(join(folder, 'm')), []);
});

test('add(document, task) names the file that cannot be written', (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'm'), '');
  assert.throws(() => filled(folder), {
    message: /^writeResults: .*samples_one must be writable, got EEXIST/,
  });
});

test('add(document, task) makes no file where no samples are wanted', (context) => {
  const folder = temporaryFolder(context);
  const writer = new ResultsWriter(folder, { model: MODEL });
  writer.add(document(0), 'one');
  writer.discard();
  assert.deepEqual(readdirSync(folder), []);
});
