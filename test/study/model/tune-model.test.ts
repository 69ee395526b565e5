import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { tuneModel } from '../../../src/study/model/tune-model.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { configOf, makeInputs, resultOf } from '../small-tuning.js';

test('tuneModel(config, options) tunes to the end, tells what the corpus holds and leaves no tensor', async (t) => {
  await startBackend();
  const before = tf.memory().numTensors;
  const tuning = await tuneModel(configOf(makeInputs(temporaryFolder(t))), { output: temporaryFolder(t) });
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(
    tuning.summary.map(({ language, pairs, heldOut }) => [language, pairs, heldOut]),
    [
      ['et', 45, 5],
      ['vi', 45, 5],
    ],
  );
  // 90 pairs are 23 steps of 4; 3 epochs.
  assert.equal(tuning.step, 69);
});

test('tuneModel(config, options) tunes all weights and writes a model', async (t) => {
  const inputs = makeInputs(temporaryFolder(t));
  const output = temporaryFolder(t);
  const training = { steps: 2, batchSize: 2, accumulation: 1 };
  await tuneModel(configOf(inputs, { lora: null, training, evaluation: null }), { output });
  const names = ['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'];
  assert.deepEqual(readdirSync(join(output, 'adapter')).sort(), names);
  // The model that it wrote can be tuned in its turn.
  const config = configOf({ ...inputs, model: join(output, 'adapter') }, { training, evaluation: null });
  const again = await tuneModel(config, { output: temporaryFolder(t) });
  assert.equal(again.step, 2);
});

test('tuneModel(config, options) throws where the run cannot fit, before it begins', async (t) => {
  const output = temporaryFolder(t);
  await assert.rejects(tuneModel(configOf(makeInputs(temporaryFolder(t))), { output, memory: 1e5 }), {
    message: /^checkMemory: the run must fit into the 0\.0 GiB of memory that are free/,
  });
  assert.deepEqual(readdirSync(output), []);
});

test('tuneModel(config, options) advises gradient checkpointing where that is enough, and runs with it', async (t) => {
  const inputs = makeInputs(temporaryFolder(t), 'mt5');
  const memory = 100e6; // Between 102.3 MB, which it is estimated to need without, and 95.4 MB with it.
  const tuneWith = (gradientCheckpointing: boolean) => {
    const training = { steps: 1, batchSize: 45, accumulation: 1, gradientCheckpointing };
    return tuneModel(configOf(inputs, { training, evaluation: null }), {
      output: temporaryFolder(t),
      memory,
    });
  };
  await assert.rejects(tuneWith(false), {
    message: /; with training\.gradientCheckpointing, which takes more time, it needs \d\.\d GiB$/,
  });
  assert.equal((await tuneWith(true)).step, 1);
});

test('tuneModel(config, options) refuses a folder in which another run is at work, and spoils nothing of it', async (t) => {
  const config = configOf(makeInputs(temporaryFolder(t)), { evaluation: null });
  const [output, alone] = [temporaryFolder(t), temporaryFolder(t)];
  const first = tuneModel(config, { output });
  await assert.rejects(tuneModel(config, { output, resume: true }), {
    message: /^tune: output must be used by one process at a time, got .*, in use by process \d+ since /,
  });
  await first;
  await tuneModel(config, { output: alone });
  assert.deepEqual(resultOf(output), resultOf(alone));
});

test('tuneModel(config, options) refuses to go on where the model holds something else by now', async (t) => {
  const folder = temporaryFolder(t);
  const inputs = makeInputs(folder);
  const output = join(folder, 'run');
  const config = configOf(inputs, { training: { steps: 6, batchSize: 2, maxLength: 64 }, evaluation: null });
  const controller = new AbortController();
  const stop = ({ step }: { step: number }): void => {
    if (step === 3) controller.abort(new Error('enough'));
  };
  const stopped = tuneModel(config, { output, signal: controller.signal, onLog: stop });
  await assert.rejects(stopped, { message: 'enough' });
  const weights = join(inputs.model, 'model.safetensors');
  const [bytes, times] = [readFileSync(weights), statSync(weights)];
  const other = Buffer.from(bytes);
  other[other.length - 2] = (other.at(-2) ?? 0) ^ 1;
  writeFileSync(weights, other);
  utimesSync(weights, times.atime, times.mtime);
  await assert.rejects(tuneModel(config, { output, resume: true }), {
    message: `tune: the model's files must hold what they held when the run in ${join(output, 'run.json')} began, got others; put them back, or give another output`,
  });
  writeFileSync(weights, bytes);
  assert.equal((await tuneModel(config, { output, resume: true })).step, 6);
  // Runs of earlier versions do not say what they started from.
  const examples = join(output, 'examples.json');
  const { base, ...rest } = JSON.parse(readFileSync(examples, 'utf8'));
  assert.match(base, /^sha256:[0-9a-f]{32}$/);
  writeFileSync(examples, JSON.stringify(rest));
  assert.equal((await tuneModel(config, { output, resume: true })).wasFinished, true);
});
