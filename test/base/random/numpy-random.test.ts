import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumpyRandom } from '../../../src/base/random/numpy-random.js';
import { testStreams } from '../../random-streams.js';

const PROBABILITIES = [0.5, 0.25, 0, 0.125, 0.0625, 0.0625];

testStreams('NumpyRandom', 'numpy', (seed) => new NumpyRandom(seed), {
  random: (generator) => [generator.random()],
  'integer(0, 2147483647)': (generator) => [generator.integer(0, 2_147_483_647)],
  'integer(-5, 4294967291)': (generator) => [generator.integer(-5, 4_294_967_291)],
  'integer(3, 4)': (generator) => [generator.integer(3, 4)],
  'integer(0, 52)': (generator) => [generator.integer(0, 52)],
  choice: (generator) => [generator.choice(PROBABILITIES)],
  'permutation(52)': (generator) => generator.permutation(52),
  mixed: (generator) => [
    generator.random(),
    generator.integer(-3, 300),
    ...generator.permutation(7),
    generator.choice(PROBABILITIES),
  ],
});

test('NumpyRandom(seed).shuffle(items) orders items as a permutation does, and leaves its argument', () => {
  const items = [...'abcdefg'];
  const order = new NumpyRandom(66).permutation(items.length);
  assert.deepEqual(
    new NumpyRandom(66).shuffle(items),
    order.map((place) => items[place]),
  );
  assert.equal(items.join(''), 'abcdefg');
});

test('NumpyRandom(seed).permutation(0) is empty and draws nothing', () => {
  const generator = new NumpyRandom(1);
  assert.deepEqual(generator.permutation(0), []);
  assert.equal(generator.random(), new NumpyRandom(1).random());
});

const ERRORS: readonly (readonly [string, (generator: NumpyRandom) => unknown, string])[] = [
  ['(−1)', () => new NumpyRandom(-1), 'NumpyRandom: seed must be an integer in 0..4294967295, got -1'],
  [
    '(2³²)',
    () => new NumpyRandom(2 ** 32),
    'NumpyRandom: seed must be an integer in 0..4294967295, got 4294967296',
  ],
  ['(1.5)', () => new NumpyRandom(1.5), 'NumpyRandom: seed must be an integer in 0..4294967295, got 1.5'],
  [
    '.integer(0.5, 2)',
    (generator) => generator.integer(0.5, 2),
    'NumpyRandom.integer: low must be an integer in -9007199254740991..9007199254740990, got 0.5',
  ],
  [
    '.integer(2, 2)',
    (generator) => generator.integer(2, 2),
    'NumpyRandom.integer: high must be an integer in 3..4294967298, got 2',
  ],
  [
    '.integer(0, 2³² + 1)',
    (generator) => generator.integer(0, 2 ** 32 + 1),
    'NumpyRandom.integer: high must be an integer in 1..4294967296, got 4294967297',
  ],
  [
    '.choice([0.5, −0.5])',
    (generator) => generator.choice([0.5, -0.5]),
    'NumpyRandom.choice: probability 1 must be a number of at least 0, got -0.5',
  ],
  [
    '.choice([NaN])',
    (generator) => generator.choice([NaN]),
    'NumpyRandom.choice: probability 0 must be a number of at least 0, got NaN',
  ],
  [
    '.choice([0.5])',
    (generator) => generator.choice([0.5]),
    'NumpyRandom.choice: probabilities must sum to 1, got 0.5',
  ],
  [
    '.choice([])',
    (generator) => generator.choice([]),
    'NumpyRandom.choice: probabilities must sum to 1, got 0',
  ],
  [
    '.permutation(−1)',
    (generator) => generator.permutation(-1),
    'NumpyRandom.permutation: count must be an integer in 0..4294967296, got -1',
  ],
];

for (const [call, act, message] of ERRORS) {
  test(`NumpyRandom${call} throws`, () => {
    assert.throws(() => act(new NumpyRandom(0)), { name: 'RangeError', message });
  });
}
