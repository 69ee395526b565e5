import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { EvaluationLine, StepLine } from '../../../src/records/log-line.js';
import { scalarRecord, versionRecord } from '../../../src/tuning/run-folder/event-record.js';
import { openRunLog } from '../../../src/tuning/run-folder/run-log.js';
import { temporaryFolder } from '../../temporary-folder.js';

const EVENTS = 'events.out.tfevents.lingtune';
const SECONDS = 1_700_000_000.25;
const now = (): number => SECONDS * 1000;

const STEP: StepLine = { step: 1, loss: 2.5, learning_rate: 3e-4, grad_norm: 1.5, epoch: 0.5, tokens: 96 };
const EVALUATION: EvaluationLine = { step: 1, epoch: 0.5, evaluation_loss: 2.25 };
const LINES =
  '{"step":1,"loss":2.5,"learning_rate":0.0003,"grad_norm":1.5,"epoch":0.5,"tokens":96}\n' +
  '{"step":1,"epoch":0.5,"evaluation_loss":2.25}\n';
const RECORDS = Buffer.concat([
  versionRecord(SECONDS),
  scalarRecord({
    wallTime: SECONDS,
    step: 1,
    values: { loss: 2.5, learning_rate: 3e-4, grad_norm: 1.5, epoch: 0.5, tokens: 96 },
  }),
  scalarRecord({ wallTime: SECONDS, step: 1, values: { epoch: 0.5, evaluation_loss: 2.25 } }),
]);

/** Writes both lines. */
function writeBoth(folder: string, sizes?: { lines: number; events: number }) {
  const log = openRunLog(folder, { now, sizes });
  log.write(STEP);
  log.write(EVALUATION);
  const written = log.flush();
  log.close();
  return written;
}

test('openRunLog(folder) writes a line of JSON and a record for TensorBoard each', (t) => {
  const folder = temporaryFolder(t);
  assert.deepEqual(writeBoth(folder), { lines: LINES.length, events: RECORDS.length });
  assert.equal(readFileSync(join(folder, 'log.jsonl'), 'utf8'), LINES);
  assert.deepEqual(readFileSync(join(folder, EVENTS)), RECORDS);
  assert.deepEqual(readdirSync(folder).sort(), [EVENTS, 'log.jsonl']);
});

test('openRunLog(folder) names micro-batches that taught nothing, which are no curve of TensorBoard’s', (t) => {
  const folder = temporaryFolder(t);
  const values = { learning_rate: 3e-4, epoch: 1, tokens: 96 };
  const log = openRunLog(folder, { now });
  log.write({ step: 2, ...values, empty_micro_batches: [1, 3] });
  log.close();
  const line = '{"step":2,"learning_rate":0.0003,"epoch":1,"tokens":96,"empty_micro_batches":[1,3]}\n';
  assert.equal(readFileSync(join(folder, 'log.jsonl'), 'utf8'), line);
  const records = [versionRecord(SECONDS), scalarRecord({ wallTime: SECONDS, step: 2, values })];
  assert.deepEqual(readFileSync(join(folder, EVENTS)), Buffer.concat(records));
});

test('openRunLog(folder) takes the time from the clock unless told', (t) => {
  const folder = temporaryFolder(t);
  const before = Date.now() / 1000;
  openRunLog(folder).close();
  // A record's length and its checksum are 12 bytes, the time's key one.
  const written = readFileSync(join(folder, EVENTS)).readDoubleLE(13);
  assert.ok(before <= written && written <= Date.now() / 1000, `${written}`);
});

test('openRunLog(folder, {sizes}) cuts off what came after the state, and goes on from there', (t) => {
  const folder = temporaryFolder(t);
  const sizes = writeBoth(folder);
  appendFileSync(join(folder, 'log.jsonl'), '{"step":2,"lo');
  appendFileSync(join(folder, EVENTS), 'rest');
  const grown = writeBoth(folder, sizes);
  assert.equal(readFileSync(join(folder, 'log.jsonl'), 'utf8'), LINES + LINES);
  const version = versionRecord(SECONDS).length;
  assert.deepEqual(readFileSync(join(folder, EVENTS)), Buffer.concat([RECORDS, RECORDS.subarray(version)]));
  assert.deepEqual(grown, { lines: 2 * LINES.length, events: 2 * RECORDS.length - version });
});

test('openRunLog(folder) begins anew where no state is given', (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'log.jsonl'), 'of a run that was killed before its first checkpoint');
  writeBoth(folder);
  assert.equal(readFileSync(join(folder, 'log.jsonl'), 'utf8'), LINES);
});

for (const [name, sizes, file] of [
  ['the lines', { lines: LINES.length + 1, events: 0 }, 'log.jsonl'],
  ['the records', { lines: 0, events: RECORDS.length + 1 }, EVENTS],
] as const) {
  test(`openRunLog(folder, {sizes}) throws where ${name} are fewer than the state says`, (t) => {
    const folder = temporaryFolder(t);
    writeBoth(folder);
    const size = readFileSync(join(folder, file)).length;
    assert.throws(() => openRunLog(folder, { sizes }), {
      name: 'Error',
      message: `openRunLog: ${join(folder, file)} must have ${size + 1} bytes at least, got ${size}`,
    });
    assert.equal(readFileSync(join(folder, file)).length, size);
  });
}

test('openRunLog(folder) throws with the path where the folder is missing', (t) => {
  const folder = join(temporaryFolder(t), 'missing');
  assert.throws(() => openRunLog(folder), {
    message: `ENOENT: no such file or directory, open '${join(folder, 'log.jsonl')}'`,
  });
});

test('write(line) throws with the path where it cannot be written', (t) => {
  const folder = temporaryFolder(t);
  const log = openRunLog(folder);
  log.close();
  assert.throws(() => log.write(STEP), {
    name: 'Error',
    message: `openRunLog: ${join(folder, 'log.jsonl')} must be writable, got EBADF: bad file descriptor, write`,
  });
});
