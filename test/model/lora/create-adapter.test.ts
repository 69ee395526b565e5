import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumpyRandom } from '../../../src/base/random/numpy-random.js';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import { downName, upName } from '../../../src/model/lora/adapter.js';
import { createAdapter } from '../../../src/model/lora/create-adapter.js';
import { mean, standardDeviation } from '../../../src/results/statistics.js';
import { assertClose } from '../../close.js';
import { referenceFile } from '../../reference-file.js';
import { testConfig } from './test-config.js';

/** Layers of the random models that PEFT changes by itself: two blocks; two of an encoder, three of a decoder. */
for (const [name, task, isFanInFanOut, targetModules, layers] of [
  ['bloom', 'CAUSAL_LM', false, ['query_key_value'], 2],
  ['gpt2', 'CAUSAL_LM', true, ['c_attn'], 2],
  ['mt5', 'SEQ_2_SEQ_LM', false, ['q', 'v'], 2 * (2 + 3 + 3)],
] as const) {
  test(`createAdapter(${name}) has the authors' settings and PEFT's targets`, () => {
    const { config, tensors } = createAdapter(testConfig(name));
    assert.deepEqual(config, {
      baseModel: null,
      task,
      rank: 64,
      alpha: 16,
      dropout: 0.05,
      targetModules,
      isRankStabilised: false,
      isFanInFanOut,
    });
    assert.equal(tensors.size, 2 * layers);
  });
}

test('createAdapter(model, options) takes the options over', () => {
  const options = { rank: 2, alpha: 3, dropout: 0, targetModules: ['mlp.c_proj'], baseModel: 'org/name' };
  const { config, tensors } = createAdapter(testConfig('gpt2'), { ...options, seed: 1 });
  assert.deepEqual(config, { ...options, task: 'CAUSAL_LM', isRankStabilised: false, isFanInFanOut: true });
  const [h0, h1] = ['transformer.h.0.mlp.c_proj', 'transformer.h.1.mlp.c_proj'] as const;
  // Inner width 140, width 35.
  assert.deepEqual(
    [...tensors].map(([name, { shape }]) => [name, ...shape]),
    [
      [downName(h0), 2, 140],
      [upName(h0), 35, 2],
      [downName(h1), 2, 140],
      [upName(h1), 35, 2],
    ],
  );
});

test("createAdapter(model, { seed }) draws A from the seed's stream, layer after layer", () => {
  const { tensors } = createAdapter(testConfig('bloom'), { rank: 2, seed: 9 });
  const random = new NumpyRandom(9);
  for (const index of [0, 1]) {
    const name = downName(`transformer.h.${index}.self_attention.query_key_value`);
    // Width 36, so numbers lie in ±1/6.
    const expected = Float32Array.from({ length: 72 }, () => (2 * random.random() - 1) / 6);
    assert.deepEqual(tensors.get(name)?.data, expected);
  }
});

test('createAdapter(model, { seed }) gives the same bits from the same seed, and others from another', () => {
  const config = testConfig('mt5');
  assert.deepEqual(createAdapter(config, { seed: 7 }), createAdapter(config, { seed: 7 }));
  assert.notDeepEqual(createAdapter(config, { seed: 7 }), createAdapter(config, { seed: 8 }));
});

test('createAdapter(model) starts with A uniform in ±1/√in, and with B at zero', () => {
  const { tensors } = createAdapter(readModelConfig(referenceFile('configs/bloom-1b7')), {
    targetModules: ['transformer.h.0.self_attention.query_key_value'],
  });
  const [down = [], up = []] = [...tensors.values()].map(({ data }) => [...data]);
  const bound = 1 / Math.sqrt(2048);
  assert.equal(down.length, 64 * 2048);
  assert.ok(down.every((value) => Math.abs(value) <= bound));
  // Of 131,072 numbers the mean is off by 5 · sd/√n at most, the deviation by 5 · sd·√(0.2/n); sd = bound/√3.
  const deviation = bound / Math.sqrt(3);
  assertClose(mean(down) / deviation, 0, 5 / Math.sqrt(down.length));
  assertClose((standardDeviation(down) ?? Number.NaN) / deviation, 1, 5 * Math.sqrt(0.2 / down.length));
  // A uniform distribution comes this near to its ends.
  assertClose(down.reduce((most, value) => Math.max(most, value)) / bound, 1, 1e-3);
  assertClose(down.reduce((least, value) => Math.min(least, value)) / bound, -1, 1e-3);
  assert.equal(up.length, 3 * 2048 * 64);
  assert.ok(up.every((value) => value === 0));
});

for (const [options, name, message] of [
  [{ rank: 0 }, 'RangeError', 'createAdapter: rank must be an integer in 1..65536, got 0'],
  [{ rank: 2.5 }, 'RangeError', 'createAdapter: rank must be an integer in 1..65536, got 2.5'],
  [{ rank: 65_537 }, 'RangeError', 'createAdapter: rank must be an integer in 1..65536, got 65537'],
  [{ alpha: 0 }, 'RangeError', 'createAdapter: alpha must be above 0, got 0'],
  [{ alpha: Infinity }, 'RangeError', 'createAdapter: alpha must be above 0, got Infinity'],
  [{ alpha: Number.NaN }, 'RangeError', 'createAdapter: alpha must be above 0, got NaN'],
  [{ dropout: 1 }, 'RangeError', 'createAdapter: dropout must be in 0..1 and below 1, got 1'],
  [{ dropout: -0.1 }, 'RangeError', 'createAdapter: dropout must be in 0..1 and below 1, got -0.1'],
  [{ seed: -1 }, 'RangeError', 'NumpyRandom: seed must be an integer in 0..4294967295, got -1'],
  [{ targetModules: ['k_proj'] }, 'Error', /^targetLayers: targets must match .*, got "k_proj"$/],
  [{ targetModules: ['dense', 'k_proj'] }, 'Error', /^targetLayers: targets must match .*, got "k_proj"$/],
  [{ targetModules: [] }, 'Error', /^targetLayers: targets must match .*, got none$/],
  [{ targetModules: '[' }, 'RangeError', /^targetLayers: a target that is one text must be a regular/],
] as const) {
  test(`createAdapter(model, ${JSON.stringify(options)}) throws`, () => {
    assert.throws(() => createAdapter(testConfig('bloom'), options), { name, message });
  });
}
