import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumpyGenerator } from '../../../src/base/random/numpy-generator.js';
import { testStreams } from '../../random-streams.js';

testStreams('NumpyGenerator', 'newer_numpy', (seed) => new NumpyGenerator(seed), {
  'permutation(52)': (generator) => generator.permutation(52),
  'permutation(1025)': (generator) => generator.permutation(1025),
  mixed: (generator) => [7, 1, 16].flatMap((count) => generator.permutation(count)),
});

test('NumpyGenerator(seed).permutation(0) is empty', () => {
  assert.deepEqual(new NumpyGenerator(1).permutation(0), []);
});

const ERRORS: readonly (readonly [string, () => unknown, string])[] = [
  [
    '(−1)',
    () => new NumpyGenerator(-1),
    'NumpyGenerator: seed must be an integer in 0..9007199254740991, got -1',
  ],
  [
    '(2⁵³)',
    () => new NumpyGenerator(2 ** 53),
    'NumpyGenerator: seed must be an integer in 0..9007199254740991, got 9007199254740992',
  ],
  [
    '.permutation(−1)',
    () => new NumpyGenerator(1).permutation(-1),
    'NumpyGenerator.permutation: count must be an integer in 0..4294967295, got -1',
  ],
];

for (const [call, run, message] of ERRORS) {
  test(`NumpyGenerator${call} throws`, () => {
    assert.throws(run, new RangeError(message));
  });
}
