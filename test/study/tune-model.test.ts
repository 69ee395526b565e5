import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/model/backend/start-backend.js';
import { tuneModel } from '../../src/study/tune-model.js';
import { parseRunConfig } from '../../src/tuning/config/read-run-config.js';
import type { RunConfig } from '../../src/tuning/config/run-config.js';
import { PythonRandom } from '../../src/util/python-random.js';
import { referenceFile } from '../reference-file.js';
import { repositoryFile } from '../repository.js';
import { temporaryFolder } from '../temporary-folder.js';

const KILLS = 4;
/** Kills come within so many milliseconds of the first step of a process. */
const LONGEST_LIFE = 250;

/** A folder with the random BLOOM of the fixtures, its tokenizer, and pairs of two languages. */
function makeInputs(folder: string): { model: string; pairs: string } {
  const [model, pairs] = [join(folder, 'model'), join(folder, 'pairs')];
  for (const made of [model, pairs]) mkdirSync(made);
  for (const source of ['models/bloom', 'tokenizers/bloom'].map(referenceFile)) {
    for (const name of readdirSync(source)) {
      if (statSync(join(source, name)).isFile()) copyFileSync(join(source, name), join(model, name));
    }
  }
  for (const language of ['et', 'vi']) {
    const rows = Array.from({ length: 60 }, (_, row) =>
      JSON.stringify({
        id: `alpaca-${row}`,
        instruction: `${language} ${row}`,
        output: `${row * row}`,
        input: '',
      }),
    );
    writeFileSync(join(pairs, `${language}.jsonl`), rows.join('\n'));
  }
  return { model, pairs };
}

function configOf({ model, pairs }: { model: string; pairs: string }, change: object = {}): RunConfig {
  return parseRunConfig({
    model,
    data: { path: pairs, languages: ['et', 'vi'], budget: 100 },
    lora: { r: 4 },
    training: { epochs: 3, batchSize: 2, accumulation: 2, learningRate: 0.01, maxLength: 64 },
    checkpoint: { every: 3 },
    evaluation: { every: 20, heldOut: 10 },
    ...change,
  });
}

function resultOf(folder: string): Record<string, string> {
  const files = ['log.jsonl', 'finished.json', 'adapter/adapter_model.safetensors'];
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'hex')]));
}

test('tuneModel(config, options) of a killed run ends bit for bit as an unbroken one', async (t) => {
  const inputs = makeInputs(temporaryFolder(t));
  const [whole, broken] = [temporaryFolder(t), temporaryFolder(t)];
  const config = configOf(inputs);
  await startBackend();
  const before = tf.memory().numTensors;
  const tuning = await tuneModel(config, { output: whole });
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

  const path = join(inputs.pairs, 'run.json');
  writeFileSync(path, JSON.stringify(config));
  const random = new PythonRandom(7);
  const log = join(broken, 'log.jsonl');
  const sizeOf = (): number => statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  for (let kills = 0; kills < KILLS; kills++) {
    const words = ['tune', '--config', path, '--output', broken, '--resume'];
    const program = spawn(process.execPath, [repositoryFile('bin/lingtune.js'), ...words], {
      stdio: 'ignore',
    });
    const ended = once(program, 'exit');
    const start = sizeOf();
    while (sizeOf() <= start && program.exitCode === null) await setTimeout(5);
    await setTimeout(random.random() * LONGEST_LIFE);
    program.kill('SIGKILL');
    await ended;
  }
  await tuneModel(config, { output: broken, resume: true });
  assert.deepEqual(resultOf(broken), resultOf(whole));
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

for (const [name, change, message] of [
  [
    'a template of the other kind',
    { template: 'bactrian-seq2seq' },
    /^tuneModel: the template must be for causal models, got one for seq2seq$/,
  ],
  [
    'a language without a file',
    { data: { path: 'PAIRS', languages: ['et', 'fi'] } },
    /^readPairs: .* must hold one of fi\.jsonl/,
  ],
  ['more pairs than there are', { data: { path: 'PAIRS', languages: ['et'], budget: 61 } }, /61|60/],
] as const) {
  test(`tuneModel(config, options) throws for ${name}`, async (t) => {
    const inputs = makeInputs(temporaryFolder(t));
    const text = JSON.stringify(change).replaceAll('PAIRS', inputs.pairs);
    await assert.rejects(tuneModel(configOf(inputs, JSON.parse(text)), { output: temporaryFolder(t) }), {
      message,
    });
  });
}

test('tuneModel(config, options) throws where the run cannot fit, before it begins', async (t) => {
  const output = temporaryFolder(t);
  await assert.rejects(tuneModel(configOf(makeInputs(temporaryFolder(t))), { output, memory: 1e5 }), {
    message: /^checkMemory: the run must fit into the 0\.0 GiB of memory that are free/,
  });
  assert.deepEqual(readdirSync(output), []);
});
