import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { disposeWeights, readWeights } from '../../../src/model/load-model.js';
import { type Adapter, adapterScale, downName, upName } from '../../../src/model/lora/adapter.js';
import { mergeAdapter } from '../../../src/model/lora/merge-adapter.js';
import { targetLayers } from '../../../src/model/lora/target-modules.js';
import { weightOf } from '../../../src/model/weights.js';
import { assertClose } from '../../close.js';
import { ADAPTER_NAMES, modelFolder, seededAdapter } from '../../reference/adapters/seeded-adapters.js';
import { referenceFile } from '../../reference-file.js';
import { adaptedLogits } from './adapted-logits.js';
import { ADAPTERS } from './reference-adapters.js';
import { testConfig } from './test-config.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** The weights of the random GPT-2, and its adapter. */
async function openGpt2(): Promise<{ weights: Map<string, tf.Tensor>; adapter: Adapter }> {
  const weights = await readWeights(referenceFile('models/gpt2'), testConfig('gpt2'));
  return { weights, adapter: seededAdapter('gpt2-default') };
}

/** scale · Σᵣ A[r, i] · B[o, r], row by row, [in, out]. */
function addition({ config, tensors }: Adapter, layer: string): number[] {
  const [down, up] = [downName(layer), upName(layer)].map((name) => tensors.get(name));
  assert.ok(down !== undefined && up !== undefined);
  const [rank = 0, input = 0] = down.shape;
  const [output = 0] = up.shape;
  return Array.from({ length: input * output }, (_, place) => {
    const [i, o] = [Math.floor(place / output), place % output];
    const products = Array.from(
      { length: rank },
      (_, r) => (down.data[r * input + i] ?? Number.NaN) * (up.data[o * rank + r] ?? Number.NaN),
    );
    return adapterScale(config) * products.reduce((sum, product) => sum + product, 0);
  });
}

for (const name of ADAPTER_NAMES) {
  const batch = ADAPTERS.adapters[name];
  test(`mergeAdapter(weights, model, ${name}) gives the logits of the adapter beside the weights`, async () => {
    assert.ok(batch !== undefined);
    const adapter = seededAdapter(name);
    const apart = await adaptedLogits(modelFolder(name), batch, adapter, 'apart');
    const merged = await adaptedLogits(modelFolder(name), batch, adapter, [1]);
    const largest = Math.max(...apart.map(Math.abs));
    // Single precision, summed in another order.
    assertClose(
      merged.map((value) => value / largest),
      apart.map((value) => value / largest),
      1e-5,
    );
  });
}

test('mergeAdapter(weights, model, adapter) adds scale · A · B to the layers that it targets, and to no other', async () => {
  const { weights, adapter } = await openGpt2();
  const config = testConfig('gpt2');
  const old = new Map([...weights].map(([name, weight]) => [name, weight.clone()]));
  const arrays = [...adapter.tensors.values()].map(({ data }) => data.slice());
  mergeAdapter(weights, config, adapter);
  const layers = targetLayers(config, adapter.config.targetModules).map((layer) => layer.name);
  for (const [name, weight] of weights) {
    const layer = name.replace(/\.weight$/, '');
    const before = [...weightOf(old, name).dataSync()];
    const added = layers.includes(layer) ? addition(adapter, layer) : before.map(() => 0);
    assertClose(
      [...weight.dataSync()],
      before.map((value, place) => value + (added[place] ?? Number.NaN)),
      1e-6,
      name,
    );
  }
  assert.deepEqual(
    [...adapter.tensors.values()].map(({ data }) => data),
    arrays,
  );
  disposeWeights(weights);
  disposeWeights(old);
});

test('mergeAdapter(weights, model, adapter, -1) takes away what was added, up to rounding', async () => {
  const { weights, adapter } = await openGpt2();
  const old = new Map([...weights].map(([name, weight]) => [name, [...weight.dataSync()]]));
  mergeAdapter(weights, testConfig('gpt2'), adapter);
  mergeAdapter(weights, testConfig('gpt2'), adapter, -1);
  for (const [name, numbers] of old)
    assertClose([...weightOf(weights, name).dataSync()], numbers, 1e-6, name);
  disposeWeights(weights);
});

test('mergeAdapter(weights, model, adapter, share) keeps as many tensors as there were', async () => {
  const tensorsBefore = tf.memory().numTensors;
  const { weights, adapter } = await openGpt2();
  const read = tf.memory().numTensors;
  for (const share of [1, -1, 0.5]) mergeAdapter(weights, testConfig('gpt2'), adapter, share);
  assert.equal(tf.memory().numTensors, read);
  disposeWeights(weights);
  assert.equal(tf.memory().numTensors, tensorsBefore);
});

test('mergeAdapter(weights, model, adapter) throws where a weight or a tensor of the adapter is missing', async () => {
  const { weights, adapter } = await openGpt2();
  const layer = 'transformer.h.1.attn.c_attn';
  const without = new Map([...adapter.tensors].filter(([name]) => name !== upName(layer)));
  assert.throws(() => mergeAdapter(weights, testConfig('gpt2'), { ...adapter, tensors: without }), {
    name: 'Error',
    message: `mergeAdapter: the adapter must have ${upName(layer)}, got none`,
  });
  weights.get(`${layer}.weight`)?.dispose();
  weights.delete(`${layer}.weight`);
  assert.throws(() => mergeAdapter(weights, testConfig('gpt2'), adapter), {
    name: 'Error',
    message: `weightOf: the model must have the weight ${layer}.weight`,
  });
  disposeWeights(weights);
});
