import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { PythonRandom } from '../../src/base/random/python-random.js';
import { listCheckpoints } from '../../src/tuning/run-folder/checkpoint-folder.js';
import { temporaryFolder } from '../temporary-folder.js';
import { fakeRun, LONG_RUN, PROGRAM } from './fake-run.js';

const KILLS = 30;
/** A killed program gets a little further than its last checkpoint each time, and is killed anywhere within. */
const LONGEST_LIFE = 60;

function resultOf(folder: string): Record<string, string> {
  const files = ['log.jsonl', 'finished.json', 'adapter/adapter_model.safetensors'];
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'hex')]));
}

/** Starts the program; resolves when it has learnt its first step, or has ended. */
async function start(output: string, milliseconds: number) {
  const program = spawn(process.execPath, [PROGRAM, output, String(milliseconds)]);
  const ended = once(program, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let errors = '';
  program.stderr.on('data', (text: Buffer) => {
    errors += String(text);
  });
  await Promise.race([once(program.stdout, 'data'), ended]);
  return { program, ended, errors: () => errors };
}

test(`tune(input, options) killed ${KILLS} times at random ends bit for bit as an unbroken run`, async (t) => {
  const whole = temporaryFolder(t);
  await fakeRun(whole, LONG_RUN);
  const random = new PythonRandom(1);
  let output = temporaryFolder(t);
  let finished = 0;
  for (let kills = 0; kills < KILLS || finished === 0; ) {
    const { program, ended, errors } = await start(output, 2);
    // After the kills, the run may end.
    const life = kills < KILLS ? random.random() * LONGEST_LIFE : Number.POSITIVE_INFINITY;
    if (Number.isFinite(life)) await Promise.race([setTimeout(life), ended]);
    if (Number.isFinite(life) && program.exitCode === null) program.kill('SIGKILL');
    const [code, signal] = await ended;
    if (signal === 'SIGKILL') {
      kills += 1;
      continue;
    }
    assert.equal(code, 0, errors());
    assert.deepEqual(resultOf(output), resultOf(whole));
    finished += 1;
    output = temporaryFolder(t);
  }
});

for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`tune(input, options) saves at ${name}, says how to go on, and ends with ${code}`, async (t: TestContext) => {
    const output = temporaryFolder(t);
    const { program, ended, errors } = await start(output, 2);
    program.kill(name);
    assert.deepEqual(await ended, [code, null]);
    assert.equal(errors(), 'interrupted; resume it\n');
    const steps = readFileSync(join(output, 'log.jsonl'), 'utf8').match(/"loss"/g)?.length;
    assert.equal(listCheckpoints(join(output, 'checkpoints')).at(-1), steps);
  });
}
