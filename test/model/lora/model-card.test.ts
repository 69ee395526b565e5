import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CardFacts, modelCard } from '../../../src/model/lora/model-card.js';

const FACTS: CardFacts = {
  baseModel: 'bigscience/bloom-1b7',
  languages: ['et', 'vi'],
  selection: 'The two most distant languages.',
  data: '100 pairs of Bactrian-X.',
  hyperparameters: { r: 64, template: 'bactrian' },
  losses: { 'last training loss': 1.234567 },
};

test('modelCard(facts) says what a hub and a reader want to know', () => {
  assert.equal(
    modelCard(FACTS),
    `---
base_model: "bigscience/bloom-1b7"
library_name: peft
language: ["et","vi"]
tags: ["lora", "lingtune"]
---
# LoRA adapter of bigscience/bloom-1b7

Tuned on 2 languages: et, vi.

## Selection
The two most distant languages.

## Data
100 pairs of Bactrian-X.

## Hyperparameters
| setting | value |
|---|---|
| r | 64 |
| template | bactrian |

## Losses
| loss | value |
|---|---|
| last training loss | 1.2346 |
`,
  );
});

for (const [name, change, expected] of [
  ['one language', { languages: ['et'] }, '\nTuned on one language: et.\n'],
  ['a text of several lines, on one', { data: ' a\n# b\n\n---\tc ' }, '\n## Data\na # b --- c\n\n'],
  ["a table's bar in a value", { hyperparameters: { targets: 'a|b' } }, '\n| targets | a\\|b |\n'],
  [
    'a quote in a name, for the hub',
    { baseModel: 'a "b"\nc' },
    '---\nbase_model: "a \\"b\\"\\nc"\nlibrary_name',
  ],
  ['the same for the reader', { baseModel: 'a "b"\nc' }, '\n# LoRA adapter of a "b" c\n'],
  ['no losses', { losses: {} }, '\n## Losses\n| loss | value |\n|---|---|\n'],
] as const) {
  test(`modelCard(facts) writes ${name}`, () => {
    const card = modelCard({ ...FACTS, ...change });
    assert.ok(card.includes(expected), card);
  });
}
