/** Python's random stream, `random.Random`: what the authors' random subsets were drawn from. */
import { checkInteger } from '../check-integer.js';
import { keyedTwister, type MersenneTwister } from './mersenne-twister.js';

/**
 * Draws as Python 3.11's `random.Random(seed)` does, number for number.
 * Source: the documentation of Python's `random` module and of the Mersenne Twister.
 */
export class PythonRandom {
  private readonly twister: MersenneTwister;

  /**
   * @param seed safe integer; as in Python a negative seed gives the stream of its absolute value.
   * @throws RangeError for any other seed.
   */
  constructor(seed: number) {
    checkInteger('PythonRandom: seed', seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    this.twister = keyedTwister(words(Math.abs(seed)));
  }

  /** `random()`: a number in [0, 1) with 53 random bits. */
  random(): number {
    return this.twister.nextDouble();
  }

  /**
   * `getrandbits(count)`: an integer in 0..2^count−1.
   * @throws RangeError where `count` is not an integer in 0..53.
   */
  bits(count: number): number {
    checkInteger('PythonRandom.bits: count', count, 0, 53);
    if (count === 0) return 0;
    if (count <= 32) return this.twister.nextWord() >>> (32 - count);
    const low = this.twister.nextWord();
    return low + 2 ** 32 * (this.twister.nextWord() >>> (64 - count));
  }

  /**
   * `randrange(count)`: an integer in 0..count−1.
   * @throws RangeError where `count` is not an integer in 1..2⁵³−1.
   */
  below(count: number): number {
    checkInteger('PythonRandom.below: count', count, 1, Number.MAX_SAFE_INTEGER);
    const length = count.toString(2).length;
    for (;;) {
      const value = this.bits(length);
      if (value < count) return value;
    }
  }

  /** `shuffle`: the items in random order, as a new array. */
  shuffle<Item>(items: Iterable<Item>): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
    }
    return shuffled;
  }

  /**
   * `sample(items, count)`: different items in the order of their drawing.
   * @throws RangeError where `count` is not an integer in 0..number of items.
   */
  sample<Item>(items: readonly Item[], count: number): Item[] {
    checkInteger('PythonRandom.sample: count', count, 0, items.length);
    const places = items.length <= poolLimit(count) ? this.fromPool : this.byRejection;
    return places.call(this, items.length, count).map((place) => items[place] as Item);
  }

  /** Draws places from a pool of what is left; the last of the pool fills each gap. */
  private fromPool(size: number, count: number): number[] {
    const pool = Array.from({ length: size }, (_, place) => place);
    return Array.from({ length: count }, (_, drawn) => {
      const at = this.below(size - drawn);
      const place = pool[at] as number;
      pool[at] = pool[size - drawn - 1] as number;
      return place;
    });
  }

  /** Draws places again until they are new. */
  private byRejection(size: number, count: number): number[] {
    const places = new Set<number>();
    while (places.size < count) places.add(this.below(size));
    return [...places];
  }
}

/** Python draws from a pool where the population is no larger than this, in its estimate a set's memory. */
function poolLimit(count: number): number {
  return count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21;
}

/** The 32-bit words of a non-negative safe integer, lowest first; 0 is one word. */
function words(value: number): number[] {
  const high = Math.floor(value / 2 ** 32);
  return high === 0 ? [value] : [value % 2 ** 32, high];
}
