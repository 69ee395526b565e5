/** A fast seeded generator whose state is four words: for dropout, which draws very many numbers a step. */
import { checkInteger } from '../check-integer.js';

/** Words drawn and left unused after seeding, so that like seeds give unlike streams. */
const WARM_UP = 12;

/** The four words as a saved state has them: 8 hexadecimal digits each. */
const SAVED = /^[0-9a-f]{32}$/;

/**
 * Draws 32-bit words.
 * Source: Chris Doty-Humphrey's sfc32 (PractRand), seeded from 64 bits, of which the upper are 0, as PractRand did it
 * before its seeds had 128.
 */
export class SmallFastCounter {
  private a = 0;
  private b: number;
  private c = 0;
  private counter = 1;

  /**
   * @param seed integer in 0..2³²−1.
   * @throws RangeError for any other seed.
   */
  constructor(seed: number) {
    checkInteger('SmallFastCounter: seed', seed, 0, 2 ** 32 - 1);
    this.b = seed | 0;
    for (let drawn = 0; drawn < WARM_UP; drawn += 1) this.nextWord();
  }

  /** The next word, an integer in 0..2³²−1. */
  nextWord(): number {
    const { a, b, c } = this;
    const word = (a + b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = b ^ (b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  }

  /** The next number in 0..1, neither of which it is. */
  next(): number {
    return (this.nextWord() + 0.5) / 2 ** 32;
  }

  /** The state, as 32 hexadecimal digits. */
  save(): string {
    const words = Uint32Array.of(this.a, this.b, this.c, this.counter);
    return [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
  }

  /**
   * Goes on from a saved state.
   * @throws RangeError where the text is not one that `save` gives.
   */
  restore(saved: string): void {
    if (!SAVED.test(saved)) {
      throw new RangeError(
        `SmallFastCounter.restore: a state must be 32 hexadecimal digits, got ${saved.length} characters`,
      );
    }
    const word = (index: number) => Number.parseInt(saved.slice(8 * index, 8 * index + 8), 16) | 0;
    [this.a, this.b, this.c, this.counter] = [word(0), word(1), word(2), word(3)];
  }
}
