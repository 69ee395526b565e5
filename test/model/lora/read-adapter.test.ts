import assert from 'node:assert/strict';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import type { TensorValues } from '../../../src/model/checkpoint/dtypes.js';
import { openCheckpoint } from '../../../src/model/checkpoint/open-checkpoint.js';
import { writeSafetensors } from '../../../src/model/checkpoint/write-safetensors.js';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import { loadModel } from '../../../src/model/load-model.js';
import { downName, upName } from '../../../src/model/lora/adapter.js';
import { createAdapter } from '../../../src/model/lora/create-adapter.js';
import { readAdapter } from '../../../src/model/lora/read-adapter.js';
import { writeAdapter } from '../../../src/model/lora/write-adapter.js';
import { assertClose } from '../../close.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { type LogitsBatch, logitsOf } from '../reference-logits.js';
import { testConfig } from './test-config.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/**
 * Of the largest logit. This mT5 and its adapter have large random numbers, which magnify rounding: from double
 * precision PyTorch's own logits in single precision are 2.6e-5 away, and ours 1.1e-5.
 */
const TOLERANCE = 4e-5;

for (const name of ['bloom', 'gpt2', 'mt5']) {
  test(`readAdapter(folder, model) reads what PEFT wrote for ${name}, and loadModel merges it to PEFT's logits`, async () => {
    const fixtures = readReference<Record<string, { adapter: LogitsBatch[] }>>('models/logits.json');
    const [batch] = fixtures[name]?.adapter ?? [];
    assert.ok(batch !== undefined);
    const tensorsBefore = tf.memory().numTensors;
    const folder = referenceFile(`models/${name}`);
    const model = await loadModel(folder, { adapter: `${folder}/adapter` });
    const largest = Math.max(...batch.logits.map(Math.abs));
    assertClose(
      logitsOf(model, batch).map((value) => value / largest),
      batch.logits.map((value) => value / largest),
      TOLERANCE,
    );
    model.dispose();
    assert.equal(tf.memory().numTensors, tensorsBefore);
  });
}

test('loadModel(folder, { adapter }) leaves nothing in memory where the adapter cannot be read', async () => {
  const tensorsBefore = tf.memory().numTensors;
  const folder = referenceFile('models/bloom');
  await assert.rejects(loadModel(folder, { adapter: referenceFile('models/gpt2/adapter') }), {
    message: /^targetLayers: targets must match .*, got "c_attn"$/,
  });
  assert.equal(tf.memory().numTensors, tensorsBefore);
});

/** Tensors of a safetensors file, changed. */
function rewrite(folder: string, change: (tensors: Map<string, TensorValues>) => void): void {
  const checkpoint = openCheckpoint(folder, { name: 'adapter_model' });
  const tensors = new Map(checkpoint.names.map((name) => [name, checkpoint.read(name)]));
  checkpoint.close();
  change(tensors);
  writeSafetensors(join(folder, 'adapter_model.safetensors'), tensors);
}

const PREFIX = 'base_model.model.';
const LAYER = 'transformer.h.1.attn.c_attn';

// The random GPT-2 has a width of 35; its adapter has rank 3.
for (const [name, change, message] of [
  [
    'a missing configuration',
    (folder) => rmSync(join(folder, 'adapter_config.json')),
    /^FOLDER\/adapter_config\.json: must be a readable JSON file, got no such file$/,
  ],
  [
    'a torn configuration',
    (folder) => writeFileSync(join(folder, 'adapter_config.json'), '{"r": 3'),
    /^FOLDER\/adapter_config\.json: must be complete JSON$/,
  ],
  [
    'a configuration of something else',
    (folder) => writeFileSync(join(folder, 'adapter_config.json'), '{"model_type": "gpt2"}'),
    /^FOLDER\/adapter_config\.json: "peft_type": Invalid input/,
  ],
  [
    'missing tensors',
    (folder) => rmSync(join(folder, 'adapter_model.safetensors')),
    /^FOLDER: must hold adapter_model\.safetensors or adapter_model\.safetensors\.index\.json, got neither$/,
  ],
  [
    'a torn file of tensors',
    (folder) => writeFileSync(join(folder, 'adapter_model.safetensors'), 'x'),
    /^FOLDER\/adapter_model\.safetensors: /,
  ],
  [
    'a tensor too few',
    (folder) => rewrite(folder, (tensors) => tensors.delete(PREFIX + upName(LAYER))),
    /^readAdapter: FOLDER must hold base_model\.model\.transformer\.h\.1\.attn\.c_attn\.lora_B\.weight, got none$/,
  ],
  [
    'a tensor too many',
    (folder) =>
      rewrite(folder, (tensors) => tensors.set('lm_head.weight', { shape: [1], data: Float32Array.of(1) })),
    /^readAdapter: FOLDER must hold only tensors of the layers that it targets, got "lm_head\.weight"$/,
  ],
  [
    'a tensor of another shape',
    (folder) =>
      rewrite(folder, (tensors) =>
        tensors.set(PREFIX + downName(LAYER), { shape: [35, 3], data: new Float32Array(105) }),
      ),
    /lora_A\.weight in FOLDER must be \[3, 35\] numbers with a fraction to fit the model, got \[35, 3\]$/,
  ],
  [
    'a tensor of integers',
    (folder) =>
      rewrite(folder, (tensors) =>
        tensors.set(PREFIX + downName(LAYER), { shape: [3, 35], data: new Int32Array(105) }),
      ),
    /lora_A\.weight in FOLDER must be \[3, 35\] numbers with a fraction to fit the model, got \[3, 35\]$/,
  ],
] as const satisfies readonly (readonly [string, (folder: string) => unknown, RegExp])[]) {
  test(`readAdapter(folder, model) throws for ${name}`, (t) => {
    const folder = temporaryFolder(t);
    cpSync(referenceFile('models/gpt2/adapter'), folder, { recursive: true });
    change(folder);
    assert.throws(
      () => readAdapter(folder, testConfig('gpt2')),
      (error: Error) => {
        assert.match(error.message.replaceAll(folder, 'FOLDER'), message);
        return true;
      },
    );
  });
}

test('readAdapter(folder, model) throws for the adapter of a wider model, and says both shapes', (t) => {
  const folder = temporaryFolder(t);
  writeAdapter(
    folder,
    createAdapter(readModelConfig(referenceFile('configs/mgpt')), {
      rank: 2,
      targetModules: ['h.0.attn.c_attn'],
    }),
  );
  assert.throws(() => readAdapter(folder, testConfig('gpt2')), {
    name: 'Error',
    message: `readAdapter: ${PREFIX}transformer.h.0.attn.c_attn.lora_A.weight in ${folder} must be [2, 35] numbers with a fraction to fit the model, got [2, 2048]`,
  });
});
