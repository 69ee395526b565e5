import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseModelArgs } from '../../../src/results/import/model-args.js';

for (const [name, args, baseModel, adapter] of [
  ['a list', 'pretrained=google/mt5-xl,peft=/out/mt5,dtype=float', 'google/mt5-xl', '/out/mt5'],
  ['a list without an adapter', 'pretrained=gpt2', 'gpt2', null],
  ['a list with None', 'pretrained=gpt2,peft=None', 'gpt2', null],
  ['a printed dictionary', "{'pretrained': 'gpt2', 'peft': 'a, b'}", 'gpt2', 'a, b'],
  ['a printed dictionary with an apostrophe', `{'pretrained': "o'hara/x"}`, "o'hara/x", null],
  ['an object', { pretrained: 'gpt2', peft: 'x', parallelize: true }, 'gpt2', 'x'],
  ['an object with other kinds', { pretrained: 3, peft: null }, null, null],
  ['nothing', null, null, null],
  ['an empty text', '', null, null],
] as const) {
  test(`parseModelArgs(args) reads ${name}`, () => {
    assert.deepEqual(parseModelArgs(args), { baseModel, adapter });
  });
}
