import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseAdapterFiles, chooseModelFiles, chooseShards } from '../../../src/corpus/hub/model-files.js';

const INDEX = 'model.safetensors.index.json';
const SHARDS = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];

for (const [name, paths, expected] of [
  [
    'one file of weights rather than shards',
    ['config.json', INDEX, 'model.safetensors', ...SHARDS],
    ['config.json', 'model.safetensors'],
  ],
  ['the index of shards', ['config.json', INDEX, ...SHARDS], ['config.json', INDEX]],
  [
    'no other framework, no picture, nothing in folders',
    [
      'config.json',
      'flax_model.msgpack',
      'logo.png',
      'model.safetensors',
      'onnx/config.json',
      'spiece.model',
    ],
    ['config.json', 'spiece.model', 'model.safetensors'],
  ],
] as const) {
  test(`chooseModelFiles(paths) chooses ${name}`, () => {
    assert.deepEqual(chooseModelFiles(paths, 'model a/b'), expected);
  });
}

for (const [name, paths, message] of [
  ['nothing', [], 'config.json, got no file'],
  [
    'many files and no configuration',
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
    'config.json, got a, b, c, d, e, f, g, h, and 2 more',
  ],
  [
    'pickled weights alone',
    ['config.json', 'pytorch_model-00001-of-00002.bin'],
    'model.safetensors, got only pytorch_model.bin, which can run code as it is read; choose a revision with safetensors (often refs/pr/1) or convert it',
  ],
  ['no weights', ['config.json'], 'model.safetensors, got config.json'],
] as const) {
  test(`chooseModelFiles(paths) throws for ${name}`, () => {
    assert.throws(() => chooseModelFiles(paths, 'model a/b'), {
      message: `chooseModelFiles: model a/b must hold ${message}`,
    });
  });
}

const indexOf = (...shards: readonly string[]): unknown => ({
  metadata: { total_size: 1 },
  weight_map: Object.fromEntries(shards.map((shard, tensor) => [`tensor.${tensor}`, shard])),
});

for (const [name, shards] of [
  ['as transformers names them', SHARDS],
  ['with a low line', ['model_00001-of-00002.safetensors', 'model_00002-of-00002.safetensors']],
  ['of other words', ['part a.safetensors', 'weights.1.safetensors']],
  ['of one file', ['all.safetensors']],
] as const) {
  test(`chooseShards(index, paths) chooses what the index names, ${name}`, () => {
    const paths = ['config.json', INDEX, 'unused-00001-of-00001.safetensors', ...shards];
    assert.deepEqual(chooseShards(indexOf(...shards, shards[0]), paths, 'model a/b'), [...shards]);
  });
}

for (const [name, index, paths, message] of [
  [
    'a shard too few',
    indexOf(...SHARDS),
    SHARDS.slice(1),
    ` must hold all 2 shards that ${INDEX} names, got 1, without "${SHARDS[0]}"`,
  ],
  [
    'no shard at all',
    indexOf(...SHARDS),
    [],
    ` must hold all 2 shards that ${INDEX} names, got 0, without "${SHARDS[0]}"`,
  ],
  ['an index that names none', indexOf(), SHARDS, `: ${INDEX} must name the files of the weights, got none`],
  [
    'a file of another folder',
    indexOf('../x.safetensors'),
    ['../x.safetensors'],
    `: ${INDEX} must name .safetensors files of the same folder, got "../x.safetensors"`,
  ],
  [
    'a pickled file',
    indexOf('x.bin'),
    ['x.bin'],
    `: ${INDEX} must name .safetensors files of the same folder, got "x.bin"`,
  ],
] as const) {
  test(`chooseShards(index, paths) throws for ${name}`, () => {
    assert.throws(() => chooseShards(index, paths, 'model a/b'), {
      message: `chooseShards: model a/b${message}`,
    });
  });
}

test('chooseShards(index, paths) throws for an index of another form', () => {
  assert.throws(() => chooseShards({ weight_map: { a: 1 } }, SHARDS, 'model a/b'), {
    message: /^chooseShards: model a\/b: model.safetensors.index.json: "weight_map.a": .+, got 1$/,
  });
});

test('chooseAdapterFiles(paths) chooses configuration and weights, and throws where one is missing', () => {
  const files = ['adapter_config.json', 'adapter_model.safetensors'];
  assert.deepEqual(chooseAdapterFiles(['README.md', ...files], 'model a/b'), files);
  assert.throws(() => chooseAdapterFiles(['adapter_config.json', 'adapter_model.bin'], 'model a/b'), {
    message:
      'chooseAdapterFiles: model a/b must hold adapter_model.safetensors, got adapter_config.json, adapter_model.bin',
  });
});
