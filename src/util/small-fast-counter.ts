/** A fast seeded generator whose state is four words: for the masks of dropout, which take millions of draws a step. */
import { checkInteger } from './check-integer.js';

/** Words drawn and left unused after seeding, so that like seeds give unlike streams. */
const WARM_UP = 12;

/**
 * Draws 32-bit words.
 * Source: Chris Doty-Humphrey's sfc32 (PractRand 0.95), seeded as there with one word for each of a, b, c.
 */
export class SmallFastCounter {
  private readonly state: Uint32Array;

  /**
   * @param seed integer in 0..2³²−1.
   * @throws RangeError for any other seed.
   */
  constructor(seed: number) {
    checkInteger('SmallFastCounter: seed', seed, 0, 2 ** 32 - 1);
    this.state = Uint32Array.of(0, seed, 0, 1);
    this.words(new Uint32Array(WARM_UP));
  }

  /** Fills an array with words in 0..2³²−1; returns it. */
  words(filled: Uint32Array): Uint32Array {
    // Local numbers, for speed: an element of a typed array costs a load and a store each time.
    let [a = 0, b = 0, c = 0, counter = 0] = this.state;
    for (let index = 0; index < filled.length; index += 1) {
      const word = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + word) | 0;
      filled[index] = word;
    }
    this.state.set([a, b, c, counter]);
    return filled;
  }

  /** The state, as four words in hexadecimal. */
  save(): string {
    return [...this.state].map((word) => word.toString(16).padStart(8, '0')).join('');
  }

  /**
   * Goes on from a saved state.
   * @throws RangeError where the text is not one that `save` gives.
   */
  restore(saved: string): void {
    if (!/^[0-9a-f]{32}$/.test(saved)) {
      throw new RangeError(
        `SmallFastCounter.restore: a state must be 32 hexadecimal digits, got ${saved.length} characters`,
      );
    }
    for (const word of this.state.keys()) {
      this.state[word] = Number.parseInt(saved.slice(8 * word, 8 * word + 8), 16);
    }
  }
}
