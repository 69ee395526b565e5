/** NumPy's newer random stream, `numpy.random.default_rng`: what Hugging Face's `datasets` splits by. */
import { checkInteger } from '../check-integer.js';
import { seedWords } from './seed-sequence.js';

const WORD_MASK = 0xffffffffn;
const HALF_MASK = (1n << 64n) - 1n;
const STATE_MASK = (1n << 128n) - 1n;
/** Multiplier of the 128-bit linear congruential generator inside of PCG64. */
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

/**
 * Draws as `numpy.random.default_rng(seed)` does, number for number (held against NumPy 2.4).
 * Source: M. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms", 2014 (PCG64,
 * XSL-RR), with the seeding and the shuffle of NumPy.
 */
export class NumpyGenerator {
  private state: bigint;
  private readonly increment: bigint;
  /** The upper half of the last 64 bits, where it is still to be given. */
  private held: number | null = null;

  /**
   * @param seed integer in 0..2⁵³−1.
   * @throws RangeError for any other seed.
   */
  constructor(seed: number) {
    checkInteger('NumpyGenerator: seed', seed, 0, Number.MAX_SAFE_INTEGER);
    const words = seedWords([seed % 2 ** 32, Math.floor(seed / 2 ** 32)], 8).map(BigInt);
    // Pairs of words are 64-bit numbers with the lower word first; pairs of those have the upper one first.
    const number = (first: number): bigint =>
      [1, 0, 3, 2].reduce((sum, place) => (sum << 32n) | (words[first + place] ?? 0n), 0n);
    this.increment = ((number(4) << 1n) | 1n) & STATE_MASK;
    this.state = (this.increment + number(0)) & STATE_MASK;
    this.step();
  }

  /**
   * `permutation(count)`: the integers 0..count−1 in random order.
   * @throws RangeError where `count` is not an integer in 0..2³²−1.
   */
  permutation(count: number): number[] {
    checkInteger('NumpyGenerator.permutation: count', count, 0, 2 ** 32 - 1);
    const order = Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last--) {
      const other = this.upTo(last);
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    return order;
  }

  /** An integer in 0..largest, at most 2³²−2, by masking words and rejecting what lies above. */
  private upTo(largest: number): number {
    const mask = 2 ** 32 / 2 ** Math.clz32(largest) - 1;
    for (;;) {
      const value = (this.nextWord() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  /** The next 32 bits: of each 64 the lower half first. */
  private nextWord(): number {
    const { held } = this;
    if (held !== null) {
      this.held = null;
      return held;
    }
    this.step();
    const mixed = (this.state >> 64n) ^ (this.state & HALF_MASK);
    const turn = this.state >> 122n;
    const bits = ((mixed >> turn) | (mixed << (64n - turn))) & HALF_MASK;
    this.held = Number(bits >> 32n);
    return Number(bits & WORD_MASK);
  }

  private step(): void {
    this.state = (this.state * MULTIPLIER + this.increment) & STATE_MASK;
  }
}
