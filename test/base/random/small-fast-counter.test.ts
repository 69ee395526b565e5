import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmallFastCounter } from '../../../src/base/random/small-fast-counter.js';
import { readReference } from '../../reference-file.js';

/** Words as `test/reference/small_fast_counter.py` draws them. */
interface Stream {
  readonly seed: number;
  readonly first: readonly number[];
  /** The state after these and 100,000 more. */
  readonly saved: string;
  readonly later: readonly number[];
}

const streams = readReference<Stream[]>('small_fast_counter.json');

/** The next words of a generator. */
function draw(random: SmallFastCounter, count: number): number[] {
  return Array.from({ length: count }, () => random.nextWord());
}

for (const { seed, first, saved, later } of streams) {
  test(`new SmallFastCounter(${seed}).nextWord() draws the words of sfc32`, () => {
    const random = new SmallFastCounter(seed);
    assert.deepEqual(draw(random, 5), first);
    draw(random, 100_000);
    assert.equal(random.save(), saved);
    assert.deepEqual(draw(random, 3), later);
  });

  test(`restore(saved) goes on where the generator of seed ${seed} was saved`, () => {
    const random = new SmallFastCounter(7);
    random.restore(saved);
    assert.equal(random.save(), saved);
    assert.deepEqual(draw(random, 3), later);
  });
}

test('nextWord() draws the words that Motoko’s package prng is tested with, from its state', () => {
  const random = new SmallFastCounter(0);
  // Three seeds, and the counter at 1; twelve words are left unused.
  random.restore([1, 2, 3, 1].map((word) => word.toString(16).padStart(8, '0')).join(''));
  draw(random, 12);
  assert.deepEqual(draw(random, 4), [0x736a3b41, 0xb2e53014, 0x3d56e4c7, 0xeda6a65f]);
});

test('next() is the word’s middle in 0..1, and evenly spread', () => {
  const [words, numbers] = [new SmallFastCounter(3), new SmallFastCounter(3)];
  const drawn = Array.from({ length: 10_000 }, () => numbers.next());
  assert.deepEqual(
    drawn,
    draw(words, 10_000).map((word) => (word + 0.5) / 2 ** 32),
  );
  // The mean of so many has a standard deviation of √(1/12) / 100.
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  assert.ok(Math.abs(mean - 0.5) < 5 * (Math.sqrt(1 / 12) / 100), `${mean}`);
});

for (const seed of [-1, 2 ** 32, 0.5, Number.NaN]) {
  test(`new SmallFastCounter(${seed}) throws`, () => {
    assert.throws(() => new SmallFastCounter(seed), {
      name: 'RangeError',
      message: `SmallFastCounter: seed must be an integer in 0..4294967295, got ${seed}`,
    });
  });
}

for (const [name, saved] of [
  ['a text that is too short', '0'.repeat(31)],
  ['one that is too long', '0'.repeat(33)],
  ['capitals', 'A'.repeat(32)],
  ['nothing', ''],
] as const) {
  test(`restore(saved) throws for ${name}, and the generator stays as it was`, () => {
    const random = new SmallFastCounter(1);
    const before = random.save();
    assert.throws(() => random.restore(saved), {
      name: 'RangeError',
      message: `SmallFastCounter.restore: a state must be 32 hexadecimal digits, got ${saved.length} characters`,
    });
    assert.equal(random.save(), before);
  });
}
