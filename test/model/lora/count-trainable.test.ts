import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readModelConfig } from '../../../src/model/families/read-model-config.js';
import { countTrainable } from '../../../src/model/lora/count-trainable.js';
import { createAdapter } from '../../../src/model/lora/create-adapter.js';
import { referenceFile } from '../../reference-file.js';
import { ADAPTERS } from './reference-adapters.js';
import { testConfig } from './test-config.js';

/** What the authors' logs show, at rank 64. */
for (const [name, logged] of [
  ['bloom-1b7', 12_582_912],
  ['mgpt', 12_582_912],
  ['bloom-7b1', 31_457_280],
  ['mt5-xl', 37_748_736],
] as const) {
  test(`countTrainable(${name}, { rank: 64 }) is ${logged}, as in the authors' logs and by PEFT`, () => {
    const config = readModelConfig(referenceFile(`configs/${name}`));
    const counted = countTrainable(config, { rank: 64 });
    assert.equal(counted, logged);
    assert.equal(counted, ADAPTERS.trainable[name]?.default);
  });

  test(`countTrainable(${name}, { targetModules: 'all-linear' }) is what PEFT counts`, () => {
    const config = readModelConfig(referenceFile(`configs/${name}`));
    const counted = countTrainable(config, { rank: ADAPTERS.rank, targetModules: 'all-linear' });
    assert.equal(counted, ADAPTERS.trainable[name]?.['all-linear']);
  });
}

for (const name of ['bloom', 'gpt2', 'mt5']) {
  test(`countTrainable(${name}, { rank: 3 }) is the size of the adapter that is made`, () => {
    const config = testConfig(name);
    const { tensors } = createAdapter(config, { rank: 3 });
    const size = [...tensors.values()].reduce((sum, { data }) => sum + data.length, 0);
    assert.equal(countTrainable(config, { rank: 3 }), size);
  });
}

test('countTrainable(config, options) throws where the targets match nothing', () => {
  assert.throws(() => countTrainable(testConfig('bloom'), { rank: 1, targetModules: ['wi'] }), {
    name: 'Error',
    message: /^targetLayers: targets must match a linear layer of the model \(there are /,
  });
});

test('countTrainable(config, { rank: 0 }) throws', () => {
  assert.throws(() => countTrainable(testConfig('bloom'), { rank: 0 }), {
    name: 'RangeError',
    message: /^countTrainable: rank must be an integer in 1\.\./,
  });
});
