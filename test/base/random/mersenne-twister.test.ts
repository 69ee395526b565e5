import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  keyedTwister,
  type MersenneTwister,
  seededTwister,
} from '../../../src/base/random/mersenne-twister.js';

/** The 10,000th word for the default seed is the check that the C++ standard sets for `mt19937`. */
const CASES: readonly (readonly [string, MersenneTwister, number, number])[] = [
  [
    'seededTwister(5489) gives the 10,000th word that the C++ standard sets',
    seededTwister(5489),
    10_000,
    4_123_659_995,
  ],
  ["seededTwister(5489) gives the reference's first word", seededTwister(5489), 1, 3_499_211_612],
  [
    'keyedTwister(key) gives the first word that the authors of the Mersenne Twister list for their key',
    keyedTwister([0x123, 0x234, 0x345, 0x456]),
    1,
    1_067_595_299,
  ],
  [
    'keyedTwister(key) gives the 1,000th word that they list',
    keyedTwister([0x123, 0x234, 0x345, 0x456]),
    1_000,
    3_460_025_646,
  ],
];

for (const [title, twister, place, expected] of CASES) {
  test(title, () => {
    for (let drawn = 1; drawn < place; drawn++) twister.nextWord();
    assert.equal(twister.nextWord(), expected);
  });
}

test('keyedTwister(key) uses every word of a key longer than the state', () => {
  const key = Array.from({ length: 1000 }, (_, place) => place);
  const other = [...key.slice(0, -1), 7];
  assert.notEqual(keyedTwister(key).nextWord(), keyedTwister(other).nextWord());
});
