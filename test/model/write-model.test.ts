import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import { openCheckpoint } from '../../src/model/checkpoint/open-checkpoint.js';
import { readModelConfig } from '../../src/model/families/read-model-config.js';
import { disposeWeights, readWeights } from '../../src/model/load-model.js';
import type { AdapterTensor } from '../../src/model/lora/adapter.js';
import { weightArrays } from '../../src/model/weights.js';
import { writeModel } from '../../src/model/write-model.js';
import { referenceFile } from '../reference-file.js';
import { temporaryFolder } from '../temporary-folder.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** Weights of a model as plain numbers, as they lie in memory. */
async function arraysOf(folder: string): Promise<Map<string, AdapterTensor>> {
  const weights = await readWeights(folder, readModelConfig(folder));
  const arrays = weightArrays(weights);
  disposeWeights(weights);
  return arrays;
}

/** Every tensor of a checkpoint by name, sorted. */
function stored(folder: string): [string, unknown][] {
  const checkpoint = openCheckpoint(folder);
  const tensors = [...checkpoint.names]
    .sort()
    .map((name): [string, unknown] => [name, checkpoint.read(name)]);
  checkpoint.close();
  return tensors;
}

for (const name of ['models/bloom', 'models/gpt2', 'models/mt5', 'odd-models/t5']) {
  test(`writeModel(folder, options) writes the tensors of ${name} as transformers stored them`, async (t) => {
    const tensorsBefore = tf.memory().numTensors;
    const [from, folder] = [referenceFile(name), temporaryFolder(t)];
    const config = readModelConfig(from);
    const tensors = await arraysOf(from);
    writeModel(folder, { config, tensors, from });
    assert.deepEqual(stored(folder), stored(from));
    assert.deepEqual(readModelConfig(folder), config);
    assert.deepEqual(await arraysOf(folder), tensors);
    assert.equal(tf.memory().numTensors, tensorsBefore);
  });
}

test('writeModel(folder, options) copies tokenizer and settings, but no index, weights, folder or link to nowhere', async (t) => {
  const [from, folder] = [temporaryFolder(t), temporaryFolder(t)];
  cpSync(referenceFile('models/gpt2'), from, { recursive: true });
  const texts = {
    'tokenizer.json': '{"a":1}',
    'merges.txt': 'a b',
    'spiece.model': '\u0000\u0001',
    'notes.md': '#',
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(from, name), text);
  writeFileSync(join(from, 'model.safetensors.index.json'), '{}');
  symlinkSync(join(from, 'nowhere'), join(from, 'vocab.json'));
  writeModel(folder, { config: readModelConfig(from), tensors: await arraysOf(from), from });
  const names = ['config.json', 'merges.txt', 'model.safetensors', 'spiece.model', 'tokenizer.json'];
  assert.deepEqual(readdirSync(folder).sort(), names);
  for (const name of ['tokenizer.json', 'merges.txt', 'spiece.model'] as const) {
    assert.equal(readFileSync(join(folder, name), 'utf8'), texts[name]);
  }
});

for (const [text, expected] of [
  ['"dtype": "float16",', '"dtype": "float32",'],
  ['"torch_dtype" :"bfloat16",', '"torch_dtype" :"float32",'],
  ['', ''],
] as const) {
  test(`writeModel(folder, options) says that numbers are float32: ${text || 'nothing'} of the configuration`, async (t) => {
    const [from, folder] = [temporaryFolder(t), temporaryFolder(t)];
    cpSync(referenceFile('models/mt5'), from, { recursive: true });
    const config = readFileSync(join(from, 'config.json'), 'utf8');
    const changed = config.replace('"dtype": "float16",', text);
    // transformers wants a fraction, not an integer, here.
    assert.match(changed, /"initializer_factor": 1\.0,/);
    writeFileSync(join(from, 'config.json'), changed);
    writeModel(folder, { config: readModelConfig(from), tensors: await arraysOf(from), from });
    const written = readFileSync(join(folder, 'config.json'), 'utf8');
    assert.equal(written, config.replace('"dtype": "float16",', expected));
  });
}

test('writeModel(folder, options) throws where a weight is missing, and writes nothing', async (t) => {
  const [from, folder] = [referenceFile('models/mt5'), temporaryFolder(t)];
  const tensors = await arraysOf(from);
  // Its head is its own, so that the embeddings cannot stand in for it.
  tensors.delete('lm_head.weight');
  assert.throws(() => writeModel(folder, { config: readModelConfig(from), tensors, from }), {
    name: 'Error',
    message: 'writeModel: the model must have the weight lm_head.weight, got none',
  });
  assert.deepEqual(readdirSync(folder), []);
});

test('writeModel(folder, options) throws where the folder is missing, or there is no configuration to take over', async (t) => {
  const [from, folder] = [referenceFile('models/gpt2'), temporaryFolder(t)];
  const options = { config: readModelConfig(from), tensors: await arraysOf(from), from };
  assert.throws(() => writeModel(join(folder, 'missing'), options), {
    message: /^writeSafetensors: .*missing\/model\.safetensors must be writable, got ENOENT/,
  });
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  assert.throws(() => writeModel(folder, { ...options, from: empty }), {
    message: /^ENOENT: .*empty\/config\.json'$/,
  });
});
