import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AdapterConfig,
  formatAdapterConfig,
  parseAdapterConfig,
} from '../../../src/model/lora/adapter-config.js';
import { readReference } from '../../reference-file.js';
import { ADAPTERS } from './reference-adapters.js';

const PLACE = 'adapter/adapter_config.json';
const LEAST = { peft_type: 'LORA', r: 2, lora_alpha: 4, target_modules: ['q'] };
const CONFIG: AdapterConfig = {
  baseModel: 'org/model',
  task: 'CAUSAL_LM',
  rank: 2,
  alpha: 4,
  dropout: 0.1,
  targetModules: ['q', 'v'],
  isRankStabilised: true,
  isFanInFanOut: true,
};

test("parseAdapterConfig(raw, place) reads PEFT's own file", () => {
  const raw = readReference<unknown>('models/gpt2/adapter/adapter_config.json');
  assert.deepEqual(parseAdapterConfig(raw, PLACE, ['q']), {
    baseModel: 'gpt2',
    task: 'CAUSAL_LM',
    rank: 3,
    alpha: 7,
    dropout: 0.05,
    targetModules: ['c_attn'],
    isRankStabilised: false,
    isFanInFanOut: true,
  });
});

test("parseAdapterConfig(raw, place) fills in PEFT's defaults where an older file has no field", () => {
  assert.deepEqual(parseAdapterConfig(LEAST, PLACE, ['q']), {
    baseModel: null,
    task: null,
    rank: 2,
    alpha: 4,
    dropout: 0,
    targetModules: ['q'],
    isRankStabilised: false,
    isFanInFanOut: false,
  });
});

for (const [name, change] of [
  [
    'fields that say nothing',
    { rank_pattern: {}, layers_to_transform: [], use_dora: false, eva_config: null },
  ],
  ['fields of a later PEFT', { a_later_field: 1 }],
  ...['gaussian', 'Gaussian', 'eva', 'orthogonal', 'mica', false, null].map(
    (start) => [`the start ${start}`, { init_lora_weights: start }] as const,
  ),
  ['settings of a start', { init_lora_weights: 'eva', eva_config: { rho: 2 }, loftq_config: { bits: 4 } }],
  ["the model's own targets", { target_modules: undefined }],
  ['targets of null', { target_modules: null }],
] as const) {
  test(`parseAdapterConfig(raw, place) is content with ${name}`, () => {
    assert.deepEqual(
      parseAdapterConfig({ ...LEAST, ...change }, PLACE, ['q']),
      parseAdapterConfig(LEAST, PLACE, ['q']),
    );
  });
}

test("parseAdapterConfig(raw, place) takes PEFT's rank and alpha where the file leaves them out", () => {
  const { rank, alpha, targetModules } = parseAdapterConfig({ peft_type: 'LORA' }, PLACE, ['c_attn']);
  assert.deepEqual({ rank, alpha, targetModules }, { rank: 8, alpha: 8, targetModules: ['c_attn'] });
});

for (const start of ['pissa', 'pissa_niter_4', 'olora', 'corda', 'loftq', 'lora_ga', 'other', 1]) {
  test(`parseAdapterConfig(raw, place) throws for the start ${start}, at which PEFT changes the model`, () => {
    assert.throws(
      () => parseAdapterConfig({ ...LEAST, init_lora_weights: start }, PLACE, ['q']),
      /"init_lora_weights": Invalid input, got /,
    );
  });
}

test('formatAdapterConfig(config) has every field that PEFT writes, and no other', () => {
  assert.deepEqual(Object.keys(formatAdapterConfig(CONFIG)).sort(), ADAPTERS.fields);
});

for (const config of [
  CONFIG,
  { ...CONFIG, task: 'SEQ_2_SEQ_LM', targetModules: 'all-linear', alpha: 0.5 },
  { ...CONFIG, task: null, baseModel: null, isRankStabilised: false, isFanInFanOut: false, alpha: 0 },
] as const) {
  test(`parseAdapterConfig(formatAdapterConfig(config), place) gives back ${JSON.stringify(config)}`, () => {
    const text = JSON.stringify(formatAdapterConfig(config));
    assert.deepEqual(parseAdapterConfig(JSON.parse(text), PLACE, ['q']), config);
  });
}

for (const [name, change, message] of [
  ['another method', { peft_type: 'IA3' }, '"peft_type": Invalid input: expected "LORA", got "IA3"'],
  ['a rank of null', { r: null }, '"r": Invalid input: expected number, received null'],
  ['a rank of 0', { r: 0 }, '"r": Too small: expected number to be >=1, got 0'],
  ['a broken rank', { r: 1.5 }, '"r": Invalid input: expected int, received number, got 1.5'],
  ['an endless rank', { r: 65_537 }, '"r": Too big: expected number to be <=65536, got 65537'],
  ['a negative alpha', { lora_alpha: -1 }, '"lora_alpha": Too small: expected number to be >=0, got -1'],
  [
    'an alpha as text',
    { lora_alpha: '16' },
    '"lora_alpha": Invalid input: expected number, received string, got "16"',
  ],
  ['a dropout of all', { lora_dropout: 1 }, '"lora_dropout": Too big: expected number to be <1, got 1'],
  [
    'a negative dropout',
    { lora_dropout: -0.1 },
    '"lora_dropout": Too small: expected number to be >=0, got -0.1',
  ],
  ['no targets', { target_modules: [] }, '"target_modules": Too small: expected array to have >=1 items'],
  [
    'an empty target',
    { target_modules: [''] },
    '"target_modules.0": Too small: expected string to have >=1 characters, got ""',
  ],
  ['trained biases', { bias: 'all' }, '"bias": Invalid input: expected "none", got "all"'],
  [
    'a start that changes the model',
    { init_lora_weights: 'pissa' },
    '"init_lora_weights": Invalid input, got "pissa"',
  ],
  [
    'another task',
    { task_type: 'SEQ_CLS' },
    '"task_type": Invalid option: expected one of "CAUSAL_LM"|"SEQ_2_SEQ_LM", got "SEQ_CLS"',
  ],
  [
    'a flag as text',
    { use_rslora: 'yes' },
    '"use_rslora": Invalid input: expected boolean, received string, got "yes"',
  ],
  ['weight-decomposed adapters', { use_dora: true }, 'use_dora must be false, as in plain LoRA, got true'],
  ['ranks by layer', { rank_pattern: { q: 8 } }, 'rank_pattern must be {}, as in plain LoRA, got {"q":8}'],
  [
    'modules saved whole',
    { modules_to_save: ['lm_head'] },
    'modules_to_save must be null, as in plain LoRA, got ["lm_head"]',
  ],
  [
    'some layers only',
    { layers_to_transform: 3 },
    'layers_to_transform must be null, as in plain LoRA, got 3',
  ],
] as const) {
  test(`parseAdapterConfig(raw, place) throws for ${name}`, () => {
    assert.throws(() => parseAdapterConfig({ ...LEAST, ...change }, PLACE, ['q']), {
      name: 'Error',
      message: `${PLACE}: ${message}`,
    });
  });
}
