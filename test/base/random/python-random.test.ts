import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PythonRandom } from '../../../src/base/random/python-random.js';
import { testStreams } from '../../random-streams.js';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

testStreams('PythonRandom', 'python', (seed) => new PythonRandom(seed), {
  random: (generator) => [generator.random()],
  bits: (generator) => range(54).map((count) => generator.bits(count)),
  'below(52)': (generator) => [generator.below(52)],
  'below(4294967296)': (generator) => [generator.below(2 ** 32)],
  'below(9007199254740991)': (generator) => [generator.below(2 ** 53 - 1)],
  'shuffle(52)': (generator) => generator.shuffle(range(52)),
  'sample(52, 14)': (generator) => generator.sample(range(52), 14),
  'sample(22, 5)': (generator) => generator.sample(range(22), 5),
  'sample(21, 5)': (generator) => generator.sample(range(21), 5),
  'sample(85, 6)': (generator) => generator.sample(range(85), 6),
  'sample(86, 6)': (generator) => generator.sample(range(86), 6),
  mixed: (generator) => [
    generator.random(),
    generator.bits(40),
    ...generator.sample(range(100), 3),
    ...generator.shuffle(range(5)),
  ],
});

test('PythonRandom(seed).sample(items, count) gives items and leaves its argument', () => {
  const items = ['az', 'bn', 'cs'];
  assert.deepEqual(new PythonRandom(66).sample(items, 3).sort(), items);
  assert.deepEqual(new PythonRandom(66).sample(items, 0), []);
  assert.deepEqual(items, ['az', 'bn', 'cs']);
});

const ERRORS: readonly (readonly [string, (generator: PythonRandom) => unknown, string])[] = [
  [
    '(2⁵³)',
    () => new PythonRandom(2 ** 53),
    'PythonRandom: seed must be an integer in -9007199254740991..9007199254740991, got 9007199254740992',
  ],
  [
    '(0.5)',
    () => new PythonRandom(0.5),
    'PythonRandom: seed must be an integer in -9007199254740991..9007199254740991, got 0.5',
  ],
  [
    '.bits(54)',
    (generator) => generator.bits(54),
    'PythonRandom.bits: count must be an integer in 0..53, got 54',
  ],
  [
    '.below(0)',
    (generator) => generator.below(0),
    'PythonRandom.below: count must be an integer in 1..9007199254740991, got 0',
  ],
  [
    '.sample(items, 3) of two items',
    (generator) => generator.sample(['az', 'bn'], 3),
    'PythonRandom.sample: count must be an integer in 0..2, got 3',
  ],
];

for (const [call, act, message] of ERRORS) {
  test(`PythonRandom${call} throws`, () => {
    assert.throws(() => act(new PythonRandom(0)), { name: 'RangeError', message });
  });
}
