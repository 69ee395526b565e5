import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultTargets, targetLayers } from '../../../src/model/lora/target-modules.js';
import { ADAPTERS } from './reference-adapters.js';
import { testConfig } from './test-config.js';

for (const { model, targets, layers } of ADAPTERS.targets) {
  const asked = targets === null ? 'defaultTargets(config)' : JSON.stringify(targets);
  test(`targetLayers(config, ${asked}) names the layers of ${model} that PEFT changes`, () => {
    const config = testConfig(model);
    const found = targetLayers(config, targets ?? defaultTargets(config)).map(({ name }) => name);
    assert.deepEqual([...found].sort(), layers);
  });
}

test("targetLayers(config, targets) gives layers in the model's order, with their widths", () => {
  const block = (index: number) => `transformer.h.${index}`;
  // Width 36; the attention's queries, keys and values are 3 · 36.
  assert.deepEqual(targetLayers(testConfig('bloom'), ['dense', 'query_key_value']), [
    ...[0, 1].flatMap((index) => [
      { name: `${block(index)}.self_attention.query_key_value`, input: 36, output: 108 },
      { name: `${block(index)}.self_attention.dense`, input: 36, output: 36 },
    ]),
  ]);
  // GPT-2 stores [in, out], the others [out, in]; width 35, inner width 140.
  assert.deepEqual(targetLayers(testConfig('gpt2'), ['1.mlp.c_proj']), [
    { name: `${block(1)}.mlp.c_proj`, input: 140, output: 35 },
  ]);
  // Width 18, three heads of 9.
  assert.deepEqual(targetLayers(testConfig('mt5'), ['decoder.block.2.layer.1.EncDecAttention.o']), [
    { name: 'decoder.block.2.layer.1.EncDecAttention.o', input: 27, output: 18 },
  ]);
});

for (const [model, targets, message] of [
  ['bloom', ['query_key_values'], '(did you mean query_key_value?), got "query_key_values"'],
  ['mt5', ['wi_2'], '(did you mean wi_0 or wi_1?), got "wi_2"'],
  ['mt5', ['lm_head'], '(there are q, k, v, o, wi_0, wi_1, wo), got "lm_head"'],
  ['gpt2', ['q_proj', 'v_proj'], '(did you mean c_proj?), got "q_proj", "v_proj"'],
  ['gpt2', 'c_attn', '(did you mean c_attn?), got "c_attn"'],
  ['gpt2', ['attn'], '(there are c_attn, c_proj, c_fc), got "attn"'],
  ['gpt2', ['C_ATTN'], '(did you mean c_attn?), got "C_ATTN"'],
  ['gpt2', ['tn.c_attn'], '(there are c_attn, c_proj, c_fc), got "tn.c_attn"'],
] as const) {
  test(`targetLayers(config, ${JSON.stringify(targets)}) throws for ${model}, and names what there is`, () => {
    assert.throws(() => targetLayers(testConfig(model), targets), {
      name: 'Error',
      message: `targetLayers: targets must match a linear layer of the model ${message}`,
    });
  });
}

for (const pattern of ['(', '(?P<layer>.*)', '.*\\Z', '[']) {
  test(`targetLayers(config, '${pattern}') throws for what JavaScript cannot read as Python does`, () => {
    assert.throws(() => targetLayers(testConfig('gpt2'), pattern), {
      name: 'RangeError',
      message: /^targetLayers: a target that is one text must be a regular expression, got "/,
    });
  });
}

for (const targets of ['(?:\\w+\\.?)+!', '(.*)*q', '.*a.*b.*c.*d.*e.*f']) {
  test(`targetLayers(config, '${targets}') throws for what could match without end`, () => {
    assert.throws(() => targetLayers(testConfig('mt5'), targets), {
      name: 'Error',
      message: `targetLayers: patterns must not be able to backtrack without end, got ${JSON.stringify(`^(?:${targets})$`)}`,
    });
  });
}
