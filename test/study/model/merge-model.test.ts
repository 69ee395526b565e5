import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { loadModel } from '../../../src/model/load-model.js';
import { mergeModel } from '../../../src/study/model/merge-model.js';
import { type LogitsBatch, logitsOf } from '../../model/reference-logits.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { temporaryFolder } from '../../temporary-folder.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** Logits of the model of a folder, with an adapter where one is given. */
async function logitsBy(folder: string, batch: LogitsBatch, adapter?: string): Promise<number[]> {
  const model = await loadModel(folder, { adapter });
  const logits = logitsOf(model, batch);
  model.dispose();
  return logits;
}

for (const name of ['bloom', 'gpt2', 'mt5']) {
  test(`mergeModel(options) writes a ${name} that says without an adapter, bit for bit, what it said with it`, async (t) => {
    const fixtures = readReference<Record<string, { base: LogitsBatch[] }>>('models/logits.json');
    const [batch] = fixtures[name]?.base ?? [];
    assert.ok(batch !== undefined);
    const [model, folder] = [referenceFile(`models/${name}`), temporaryFolder(t)];
    const [output, unchanged] = [join(folder, 'new', 'merged'), join(folder, 'unchanged')];
    const tensorsBefore = tf.memory().numTensors;
    await mergeModel({ model, adapter: `${model}/adapter`, output });
    await mergeModel({ model, adapter: `${model}/adapter`, output: unchanged, share: 0 });
    assert.equal(tf.memory().numTensors, tensorsBefore);
    assert.deepEqual(readdirSync(output).sort(), ['config.json', 'model.safetensors']);
    assert.deepEqual(await logitsBy(output, batch), await logitsBy(model, batch, `${model}/adapter`));
    assert.deepEqual(await logitsBy(unchanged, batch), await logitsBy(model, batch));
    assert.notDeepEqual(await logitsBy(output, batch), await logitsBy(model, batch));
  });
}

for (const [name, change, message] of [
  ['a negative share', { share: -1 }, /^mergeModel: share must be a number from 0, got -1$/],
  [
    'a share that is no number',
    { share: Number.NaN },
    /^mergeModel: share must be a number from 0, got NaN$/,
  ],
  [
    'the adapter of another model',
    { adapter: referenceFile('models/gpt2/adapter') },
    /^targetLayers: targets must match/,
  ],
  [
    'a folder without an adapter',
    { adapter: referenceFile('models/bloom') },
    /adapter_config\.json: must be a readable/,
  ],
  [
    'a folder without a model',
    { model: referenceFile('models') },
    /config\.json: must be a readable JSON file/,
  ],
  ['work that is stopped', { signal: AbortSignal.abort(new Error('stopped')) }, /^stopped$/],
] as const) {
  test(`mergeModel(options) throws for ${name}, and writes nothing`, async (t) => {
    const folder = temporaryFolder(t);
    const model = referenceFile('models/bloom');
    const tensorsBefore = tf.memory().numTensors;
    const options = { model, adapter: `${model}/adapter`, output: join(folder, 'merged'), ...change };
    await assert.rejects(mergeModel(options), { message });
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(tf.memory().numTensors, tensorsBefore);
  });
}

test('mergeModel(options) throws where the folder to write holds something, and leaves it there', async (t) => {
  const output = temporaryFolder(t);
  const model = referenceFile('models/bloom');
  writeFileSync(join(output, 'thesis.txt'), '');
  await assert.rejects(mergeModel({ model, adapter: `${model}/adapter`, output }), {
    name: 'RangeError',
    message: `mergeModel: ${output} must be missing or empty, got thesis.txt`,
  });
  assert.deepEqual(readdirSync(output), ['thesis.txt']);
  const file = join(output, 'thesis.txt');
  await assert.rejects(mergeModel({ model, adapter: `${model}/adapter`, output: file }), { code: 'ENOTDIR' });
  mkdirSync(join(output, 'empty'));
  await mergeModel({ model, adapter: `${model}/adapter`, output: join(output, 'empty') });
  assert.deepEqual(readdirSync(join(output, 'empty')).sort(), ['config.json', 'model.safetensors']);
});
