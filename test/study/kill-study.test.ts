import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { studyTable } from '../../src/charts/study/study-table.js';
import { replicate } from '../../src/study/replicate.js';
import { recordRun } from '../../src/study/store/run-record.js';
import { listCheckpoints } from '../../src/tuning/run-folder/checkpoint-folder.js';
import { temporaryFolder } from '../temporary-folder.js';
import { type Moment, PROGRAM } from './replicate-program.js';
import { smallStudy } from './small-study.js';

/** Runs the study until it kills itself. */
async function killAt(inputs: string, output: string, name: string, moment: Moment): Promise<void> {
  const program = spawn(process.execPath, [PROGRAM, inputs, output, name, JSON.stringify(moment)]);
  let errors = '';
  program.stderr.on('data', (text: Buffer) => {
    errors += String(text);
  });
  assert.deepEqual(await once(program, 'exit'), [null, 'SIGKILL'], errors);
}

/** Lines of every file of scores: a document's are written when it is scored, and at no other time. */
function scoredDocuments(output: string): number {
  const folder = join(output, 'scores');
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.jsonl'))
    .reduce((sum, path) => sum + readFileSync(join(folder, path), 'utf8').split('\n').length - 1, 0);
}

test('replicate(profile, options) killed in a tuning and in an evaluation ends with the table of an unbroken study', async (t) => {
  const [inputs, whole, broken] = [temporaryFolder(t), temporaryFolder(t), temporaryFolder(t)];
  const profile = smallStudy(inputs);
  const expected = await replicate(profile, { output: whole });

  await killAt(inputs, broken, 'ET-1', { requests: 10 });
  assert.deepEqual(readdirSync(join(broken, 'runs')), ['BASE.json']);
  assert.equal(existsSync(join(broken, 'tuning', 'ET-1', 'finished.json')), true);
  // 20 documents of BASE, 5 of ET-1.
  assert.equal(scoredDocuments(broken), 25);
  const base = readFileSync(join(broken, 'runs', 'BASE.json'), 'utf8');

  await killAt(inputs, broken, 'VI-1', { step: 8 });
  assert.deepEqual(readdirSync(join(broken, 'runs')).sort(), ['BASE.json', 'ET-1.json']);
  assert.deepEqual(listCheckpoints(join(broken, 'tuning', 'VI-1', 'checkpoints')).at(-1), 6);
  assert.equal(scoredDocuments(broken), 40);

  const steps: string[] = [];
  const onLog = ({ step }: { step: number }, { name }: { name: string }) =>
    void steps.push(`${name} ${step}`);
  const study = await replicate(profile, { output: broken, onLog });
  assert.equal(steps[0], 'VI-1 7');
  assert.equal(readFileSync(join(broken, 'runs', 'BASE.json'), 'utf8'), base);
  assert.equal(scoredDocuments(broken), 80);
  const tableOf = ({ records }: typeof study) => studyTable(records.map(recordRun));
  assert.deepEqual(tableOf(study), tableOf(expected));
  const losses = ({ records }: typeof study) => records.map(({ tuning }) => tuning?.lastLoss);
  assert.deepEqual(losses(study), losses(expected));
});
