/** NumPy's legacy random stream, `numpy.random.RandomState`: what scikit-learn and pandas draw from. */
import { checkInteger } from '../check-integer.js';
import { type MersenneTwister, seededTwister } from './mersenne-twister.js';

/** Probabilities may miss a sum of 1 by as much as NumPy lets them. */
const SUM_TOLERANCE = Math.sqrt(Number.EPSILON);

/**
 * Draws as `numpy.random.RandomState(seed)` does, number for number; NumPy has promised never to change them.
 * Source: NumPy Enhancement Proposal 19 (the frozen legacy stream) and the legacy generator's documentation.
 */
export class NumpyRandom {
  private readonly twister: MersenneTwister;

  /**
   * @param seed integer in 0..2³²−1.
   * @throws RangeError for any other seed.
   */
  constructor(seed: number) {
    checkInteger('NumpyRandom: seed', seed, 0, 2 ** 32 - 1);
    this.twister = seededTwister(seed);
  }

  /** `random_sample()`: a number in [0, 1) with 53 random bits. */
  random(): number {
    return this.twister.nextDouble();
  }

  /**
   * `randint(low, high)`: an integer in low..high−1.
   * @throws RangeError where the bounds are not safe integers with 1..2³² values between them.
   */
  integer(low: number, high: number): number {
    checkInteger('NumpyRandom.integer: low', low, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1);
    checkInteger(
      'NumpyRandom.integer: high',
      high,
      low + 1,
      Math.min(low + 2 ** 32, Number.MAX_SAFE_INTEGER),
    );
    return low + this.upTo(high - low - 1);
  }

  /**
   * `choice(n, p=probabilities)`: an index drawn with the probabilities given.
   * @throws RangeError where a probability is negative or not a number, or they do not sum to 1.
   */
  choice(probabilities: ArrayLike<number>): number {
    const cumulative = new Float64Array(probabilities.length);
    let sum = 0;
    for (let index = 0; index < cumulative.length; index++) {
      const probability = probabilities[index] ?? NaN;
      if (!(probability >= 0)) {
        throw new RangeError(
          `NumpyRandom.choice: probability ${index} must be a number of at least 0, got ${probability}`,
        );
      }
      sum += probability;
      cumulative[index] = sum;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new RangeError(`NumpyRandom.choice: probabilities must sum to 1, got ${sum}`);
    }
    const drawn = this.random();
    return cumulative.findIndex((edge) => edge / sum > drawn);
  }

  /** `shuffle`: the items in random order, as a new array. */
  shuffle<Item>(items: Iterable<Item>): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.upTo(last);
      [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
    }
    return shuffled;
  }

  /**
   * `permutation(count)`: the integers 0..count−1 in random order.
   * @throws RangeError where `count` is not an integer in 0..2³².
   */
  permutation(count: number): number[] {
    checkInteger('NumpyRandom.permutation: count', count, 0, 2 ** 32);
    return this.shuffle(Array.from({ length: count }, (_, index) => index));
  }

  /** An integer in 0..largest, by masking words and rejecting what lies above; draws nothing for 0. */
  private upTo(largest: number): number {
    if (largest === 0) return 0;
    const unused = Math.clz32(largest);
    for (;;) {
      const value = (this.twister.nextWord() << unused) >>> unused;
      if (value <= largest) return value;
    }
  }
}
