import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseAdapterFiles, chooseModelFiles } from '../../../src/corpus/hub/model-files.js';

const INDEX = 'model.safetensors.index.json';
const SHARDS = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];

for (const [name, paths, expected] of [
  [
    'one file of weights rather than shards',
    ['config.json', INDEX, 'model.safetensors', ...SHARDS],
    ['config.json', 'model.safetensors'],
  ],
  ['all shards with their index', ['config.json', INDEX, ...SHARDS], ['config.json', INDEX, ...SHARDS]],
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
  ['a shard too few', ['config.json', INDEX, ...SHARDS.slice(1)], 'all 2 shards of its weights, got 1'],
  ['an index without shards', ['config.json', INDEX], 'all 1 shards of its weights, got 0'],
] as const) {
  test(`chooseModelFiles(paths) throws for ${name}`, () => {
    assert.throws(() => chooseModelFiles(paths, 'model a/b'), {
      message: `chooseModelFiles: model a/b must hold ${message}`,
    });
  });
}

test('chooseAdapterFiles(paths) chooses configuration and weights, and throws where one is missing', () => {
  const files = ['adapter_config.json', 'adapter_model.safetensors'];
  assert.deepEqual(chooseAdapterFiles(['README.md', ...files], 'model a/b'), files);
  assert.throws(() => chooseAdapterFiles(['adapter_config.json', 'adapter_model.bin'], 'model a/b'), {
    message:
      'chooseAdapterFiles: model a/b must hold adapter_model.safetensors, got adapter_config.json, adapter_model.bin',
  });
});
