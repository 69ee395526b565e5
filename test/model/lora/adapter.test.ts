import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adapterScale, downName, upName } from '../../../src/model/lora/adapter.js';
import { createAdapter } from '../../../src/model/lora/create-adapter.js';
import { assertClose } from '../../close.js';
import { testConfig } from './test-config.js';

test('downName(layer) and upName(layer) are the names of PEFT', () => {
  assert.equal(downName('h.0.attn.c_attn'), 'h.0.attn.c_attn.lora_A.weight');
  assert.equal(upName('h.0.attn.c_attn'), 'h.0.attn.c_attn.lora_B.weight');
});

for (const [name, rank, alpha, isRankStabilised, expected] of [
  ['α/r', 64, 16, false, 0.25],
  ['α/√r where it is rank-stabilised', 64, 16, true, 2],
  ['0 where α is', 4, 0, false, 0],
] as const) {
  test(`adapterScale(config) is ${name}`, () => {
    const { config } = createAdapter(testConfig('bloom'));
    assertClose(adapterScale({ ...config, rank, alpha, isRankStabilised }), expected, 0);
  });
}
