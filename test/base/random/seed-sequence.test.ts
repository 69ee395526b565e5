import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seedWords } from '../../../src/base/random/seed-sequence.js';

/** From NumPy 2.4: `SeedSequence(seed).generate_state(count)`. */
const CASES: readonly [seed: string, entropy: readonly number[], words: readonly number[]][] = [
  ['0', [0], [2968811710, 3677149159]],
  [
    '42',
    [42],
    [3444837047, 2669555309, 2046530742, 3581440988, 1691623607, 2099784219, 1184028159, 862288241],
  ],
  ['2³²', [0, 1], [3964924996, 1358922860, 3894904162]],
];

for (const [seed, entropy, words] of CASES) {
  test(`seedWords(entropy, count) mixes the seed ${seed} as NumPy does`, () => {
    assert.deepEqual(seedWords(entropy, words.length), words);
  });
}
