import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { LogLine } from '../../../src/records/log-line.js';
import { readRunLog } from '../../../src/tuning/run-folder/read-run-log.js';
import { openRunLog } from '../../../src/tuning/run-folder/run-log.js';
import { temporaryFolder } from '../../temporary-folder.js';

const LINES: readonly LogLine[] = [
  { step: 1, loss: 2.5, learning_rate: 0.1, grad_norm: 3, epoch: 0.5, tokens: 7 },
  { step: 1, epoch: 0.5, evaluation_loss: 2.25 },
  { step: 2, loss: 2, learning_rate: 0.1, grad_norm: 3, epoch: 1, tokens: 7, empty_micro_batches: [2] },
  { step: 3, learning_rate: 0.1, epoch: 1.5, tokens: 7, empty_micro_batches: [1, 2] },
];

test('readRunLog(folder) gives the lines that a run has written', (t) => {
  const folder = temporaryFolder(t);
  const log = openRunLog(folder);
  for (const line of LINES) log.write(line);
  log.close();
  assert.deepEqual(readRunLog(folder), LINES);
});

test('readRunLog(folder) leaves out a last line that was cut off', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'log.jsonl'), `${JSON.stringify(LINES[0])}\n{"step":2,"lo`);
  assert.deepEqual(readRunLog(folder), LINES.slice(0, 1));
});

for (const [name, text, message] of [
  ['a line that is no JSON', '{"step":\n', /log\.jsonl:1: must be complete JSON$/],
  ['a line of another kind', '{"step":1}\n', /log\.jsonl:1: the file: must be a step or an evaluation$/],
] as const) {
  test(`readRunLog(folder) refuses ${name}`, (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'log.jsonl'), text);
    assert.throws(() => readRunLog(folder), { name: 'Error', message });
  });
}

test('readRunLog(folder) refuses a folder without a log', (t) => {
  assert.throws(() => readRunLog(temporaryFolder(t)), {
    message: /^readRunLog: .*log\.jsonl must be the log of a run, got ENOENT/,
  });
});
