import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  parseRunConfig,
  readRunConfig,
  runConfigSchema,
} from '../../../src/tuning/config/read-run-config.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

const least = { model: 'bigscience/bloom-1b7', data: { languages: ['et', 'vi'] } };

test('parseRunConfig(value) fills in the authors’ values', () => {
  assert.deepEqual(parseRunConfig(least), {
    model: 'bigscience/bloom-1b7',
    adapter: null,
    data: {
      path: null,
      name: 'MBZUAI/Bactrian-X',
      languages: ['et', 'vi'],
      budget: null,
      variant: 'current',
      withoutResponse: 'keep',
    },
    template: null,
    lora: { r: 64, alpha: 16, dropout: 0.05, targetModules: null },
    training: {
      epochs: 4,
      steps: null,
      batchSize: 4,
      accumulation: 8,
      accumulationNorm: 'micro-batch',
      learningRate: 3e-4,
      warmup: 0,
      weightDecay: 0,
      clip: 1,
      maxLength: 768,
      sourceLength: 256,
      targetLength: 512,
      padToMultiple: 8,
      gradientCheckpointing: false,
      groupByLength: true,
      shuffle: true,
      seed: 42,
    },
    checkpoint: { every: 100, keep: 2 },
    evaluation: null,
  });
});

test('parseRunConfig(value) takes what it gave', () => {
  for (const value of [least, { ...least, adapter: 'mine' }, { ...least, lora: null }]) {
    const config = parseRunConfig(value);
    assert.deepEqual(parseRunConfig(config), config);
  }
});

for (const [name, change, check] of [
  ['steps in place of epochs', { training: { steps: 7 } }, { epochs: null, steps: 7 }],
  ['no grouping without shuffle', { training: { shuffle: false } }, { shuffle: false, groupByLength: false }],
] as const) {
  test(`parseRunConfig(value) has ${name}`, () => {
    const { training } = parseRunConfig({ ...least, ...change });
    assert.deepEqual(training, { ...training, ...check });
  });
}

test('parseRunConfig(value) has no additions where all weights are tuned or an adapter brings its own', () => {
  assert.equal(parseRunConfig({ ...least, lora: null }).lora, null);
  assert.equal(parseRunConfig({ ...least, adapter: 'mine/adapter' }).lora, null);
});

test('parseRunConfig(value) names no data set where a folder is given', () => {
  const { data } = parseRunConfig({ ...least, data: { path: 'pairs', languages: ['et'] } });
  assert.deepEqual([data.path, data.name], ['pairs', null]);
});

for (const [name, value, message] of [
  ['a list', [], 'cell: the file: Invalid input: expected object, received array'],
  ['no model', { data: least.data }, 'cell: "model": Invalid input: expected string, received undefined'],
  [
    'a slip in a name',
    { ...least, training: { learningrate: 1 } },
    /^cell: a field must be one of epochs, .*, got "training\.learningrate"; is learningRate meant\?$/,
  ],
  [
    'a slip in a template',
    { ...least, template: { withInputs: '' } },
    /got "template\.withInputs"; is withInput meant\?$/,
  ],
  [
    'a field that is none',
    { ...least, optimizer: 'sgd' },
    'cell: a field must be one of model, adapter, data, template, lora, training, checkpoint, evaluation, got "optimizer"',
  ],
  ['a slip in what may be null', { ...least, lora: { rr: 8 } }, /got "lora\.rr"; is r meant\?$/],
  [
    'a path and a name',
    { ...least, data: { ...least.data, path: 'a', name: 'b' } },
    /"data\.name": must be left out/,
  ],
  ['a language twice', { ...least, data: { languages: ['et', 'et'] } }, /"data\.languages": must differ/],
  [
    'a language in capitals',
    { ...least, data: { languages: ['ET'] } },
    /"data\.languages\.0": must be a code .* got "ET"/,
  ],
  [
    'epochs and steps',
    { ...least, training: { epochs: 1, steps: 1 } },
    /"training\.steps": must be left out/,
  ],
  [
    'grouping without shuffle',
    { ...least, training: { groupByLength: true, shuffle: false } },
    /"training\.groupByLength": must be false without shuffle/,
  ],
  [
    'an evaluation on nothing',
    { ...least, evaluation: {} },
    /"evaluation\.heldOut": must be a number of pairs/,
  ],
  ['additions beside an adapter', { ...least, adapter: 'a', lora: {} }, /"lora": must be left out/],
  ['a batch of none', { ...least, training: { batchSize: 0 } }, /"training\.batchSize": .*>=1, got 0/],
  ['a template of no name', { ...least, template: 'alpaca' }, /"template": Invalid input, got "alpaca"/],
] as const) {
  test(`parseRunConfig(value, place) throws for ${name}`, () => {
    assert.throws(() => parseRunConfig(value, 'cell'), { name: 'Error', message });
  });
}

test('readRunConfig(path) reads a file, and names it where it is wrong', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'run.json');
    writeFileSync(path, JSON.stringify({ ...least, checkpoint: { keep: 5 } }));
    assert.deepEqual(readRunConfig(path).checkpoint, { every: 100, keep: 5 });
    writeFileSync(path, '{');
    assert.throws(() => readRunConfig(path), { message: `${path}: must be complete JSON` });
  });
});

test('runConfigSchema() describes every field of training', () => {
  const schema = runConfigSchema() as {
    properties: { training: { properties: Record<string, { description?: string }> } };
    required: string[];
  };
  assert.deepEqual(schema.required, ['model', 'data']);
  const fields = Object.entries(schema.properties.training.properties);
  assert.equal(fields.length, 17);
  assert.deepEqual(
    fields.filter(([, { description }]) => description === undefined),
    [],
  );
});
