/**
 * The Mersenne Twister MT19937, which both NumPy's legacy generator and Python's `random` draw from.
 * Source: M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998, with the seeding of 2002.
 */

/** Words of the state. */
const N = 624;
/** Distance between the words that are mixed. */
const M = 397;
/** Last row of the twist matrix. */
const MATRIX = 0x9908b0df;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;

/** A stream of 32-bit words; seed it by `seededTwister` or `keyedTwister`. */
export class MersenneTwister {
  private position: number = N;

  /** @param state 624 words; the generator takes them over and changes them. */
  constructor(private readonly state: Uint32Array) {}

  /** The next word, an integer in 0..2³²−1. */
  nextWord(): number {
    if (this.position === N) {
      twist(this.state);
      this.position = 0;
    }
    let word = this.state[this.position++] ?? 0;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** The next number in [0, 1): two words make its 53 bits. */
  nextDouble(): number {
    const high = this.nextWord() >>> 5;
    const low = this.nextWord() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }
}

/** A generator seeded by one integer in 0..2³²−1, as the reference's `init_genrand`. */
export function seededTwister(seed: number): MersenneTwister {
  return new MersenneTwister(seededState(seed));
}

/**
 * A generator seeded by a list of words, as the reference's `init_by_array`.
 * @param key at least one integer in 0..2³²−1.
 */
export function keyedTwister(key: readonly number[]): MersenneTwister {
  const state = seededState(19_650_218);
  stir(state, key, Math.max(N, key.length));
  return new MersenneTwister(state);
}

function seededState(seed: number): Uint32Array {
  const state = new Uint32Array(N);
  state[0] = seed;
  for (let i = 1; i < N; i++) {
    state[i] = Math.imul(1_812_433_253, carried(state, i)) + i;
  }
  return state;
}

/** The two passes of `init_by_array`; place 0 repeats the last place at each turn. */
function stir(state: Uint32Array, key: readonly number[], keyPasses: number): void {
  let i = 1;
  const step = (): void => {
    i++;
    if (i < N) return;
    state[0] = state[N - 1] ?? 0;
    i = 1;
  };
  for (let pass = 0; pass < keyPasses; pass++) {
    const j = pass % key.length;
    state[i] = ((state[i] ?? 0) ^ Math.imul(1_664_525, carried(state, i))) + (key[j] ?? 0) + j;
    step();
  }
  for (let pass = 1; pass < N; pass++) {
    state[i] = ((state[i] ?? 0) ^ Math.imul(1_566_083_941, carried(state, i))) - i;
    step();
  }
  state[0] = UPPER_BIT;
}

/** The word before place i, its high bits folded into its low ones. */
function carried(state: Uint32Array, i: number): number {
  const previous = state[i - 1] ?? 0;
  return previous ^ (previous >>> 30);
}

/** Replaces all words by the next 624. */
function twist(state: Uint32Array): void {
  for (let i = 0; i < N; i++) {
    const joined = ((state[i] ?? 0) & UPPER_BIT) | ((state[(i + 1) % N] ?? 0) & LOWER_BITS);
    const odd = joined & 1 ? MATRIX : 0;
    state[i] = (state[(i + M) % N] ?? 0) ^ (joined >>> 1) ^ odd;
  }
}
