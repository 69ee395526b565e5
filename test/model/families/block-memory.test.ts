import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bloom } from '../../../src/model/families/bloom.js';
import { familyOf } from '../../../src/model/families/families.js';
import { gpt2 } from '../../../src/model/families/gpt2.js';
import { t5 } from '../../../src/model/families/t5.js';
import { configSource } from './config-source.js';

const ofBloom = bloom.readConfig(
  { vocab_size: 10, hidden_size: 4, n_head: 2, n_layer: 3 },
  configSource('bloom'),
);
const ofGpt2 = gpt2.readConfig(
  { vocab_size: 10, n_embd: 4, n_head: 2, n_layer: 1, n_inner: 6 },
  configSource('gpt2'),
);
const ofMt5 = t5.readConfig(
  { vocab_size: 10, d_model: 4, d_kv: 3, d_ff: 7, num_layers: 1, num_decoder_layers: 2, num_heads: 2 },
  configSource('mt5'),
);
const batch = { rows: 2, time: 3, sourceTime: 5 };

const [frozen, learnt] = [
  { isTrained: false, isFused: false },
  { isTrained: true, isFused: false },
];

for (const [name, config, options, expected] of [
  // Six tokens, each of 9 × 4 widths, 16 inner ones and 2 × 3 weights of attention.
  [
    'a frozen BLOOM, which drops nothing',
    ofBloom,
    frozen,
    [{ count: 3, input: 24, kept: 6 * (36 + 16 + 6) }],
  ],
  ['a BLOOM that is learnt', ofBloom, learnt, [{ count: 3, input: 24, kept: 6 * (72 + 48 + 6) }]],
  // Our own operations keep neither the 3 × 4 parts nor the weights, and of what is learnt not 2 × 4 standardised ones.
  [
    'a frozen BLOOM with operations of our own',
    ofBloom,
    { isTrained: false, isFused: true },
    [{ count: 3, input: 24, kept: 6 * (24 + 16) }],
  ],
  [
    'a BLOOM that is learnt with operations of our own',
    ofBloom,
    { isTrained: true, isFused: true },
    [{ count: 3, input: 24, kept: 6 * (52 + 48) }],
  ],
  // Dropout adds 4 × 4 widths and as many weights again.
  ['a frozen GPT-2', ofGpt2, frozen, [{ count: 1, input: 24, kept: 6 * (52 + 6 + 12) }]],
  // With weights of attention that are dropped it is composed of several operations.
  [
    'a frozen GPT-2 with operations of our own',
    ofGpt2,
    { isTrained: false, isFused: true },
    [{ count: 1, input: 24, kept: 6 * (52 + 6 + 12) }],
  ],
  ['a GPT-2 that is learnt', ofGpt2, learnt, [{ count: 1, input: 24, kept: 6 * (88 + 18 + 12) }]],
  [
    // Ten source tokens and six of the target; attention at 6 numbers a token, the inner width 7. The decoder's blocks
    // look at themselves, at the source, and feed forward.
    'encoder and decoder of a frozen mT5, each at its own length',
    ofMt5,
    frozen,
    [
      { count: 1, input: 40, kept: 10 * (12 + 42 + 20) + 10 * (12 + 35) },
      { count: 2, input: 24, kept: 6 * (12 + 42 + 12) + 6 * (12 + 18 + 20) + 10 * 24 + 6 * (12 + 35) },
    ],
  ],
  [
    'encoder and decoder of an mT5 that is learnt',
    ofMt5,
    learnt,
    [
      { count: 1, input: 40, kept: 10 * (16 + 42 + 20) + 10 * (16 + 42) },
      { count: 2, input: 24, kept: 6 * (16 + 42 + 12) + 6 * (16 + 18 + 20) + 10 * 24 + 6 * (16 + 42) },
    ],
  ],
] as const) {
  test(`blockMemory(config, batch, options) counts what is kept by ${name}`, () => {
    assert.deepEqual(familyOf(config).blockMemory(config, batch, options), expected);
  });
}
