/** NumPy's way from one seed to the state of a generator, `numpy.random.SeedSequence`. */

/** Words of the pool in which the seed is mixed. */
const POOL_SIZE = 4;
/** Constants of the two hashes and of the mixing, as NumPy has them. */
const [INIT_A, MULTIPLIER_A] = [0x43b0d7e5, 0x931e8875];
const [INIT_B, MULTIPLIER_B] = [0x8b51f9dd, 0x58f38ded];
const [MIX_LEFT, MIX_RIGHT] = [0xca01f9dd, 0x4973f715];

/**
 * Words that `SeedSequence(seed).generate_state(count)` gives.
 * Source: NumPy's `SeedSequence`, after M. O'Neill's `randutils::seed_seq_fe`.
 * @param entropy 32-bit words of the seed, lowest first, at most 4.
 * @returns integers in 0..2³²−1.
 */
export function seedWords(entropy: readonly number[], count: number): number[] {
  const pool = mixedPool(entropy);
  const hash = hasher(INIT_B, MULTIPLIER_B);
  return Array.from({ length: count }, (_, index) => hash(pool[index % POOL_SIZE] ?? 0) >>> 0);
}

function mixedPool(entropy: readonly number[]): number[] {
  const hash = hasher(INIT_A, MULTIPLIER_A);
  const pool = Array.from({ length: POOL_SIZE }, (_, index) => hash(entropy[index] ?? 0));
  for (let from = 0; from < POOL_SIZE; from++) {
    for (let to = 0; to < POOL_SIZE; to++) {
      if (from !== to) pool[to] = mix(pool[to] ?? 0, hash(pool[from] ?? 0));
    }
  }
  return pool;
}

/** A hash of 32-bit words whose constant changes with every word. */
function hasher(start: number, multiplier: number): (word: number) => number {
  let constant = start;
  return (word) => {
    const mixed = word ^ constant;
    constant = Math.imul(constant, multiplier);
    return fold(Math.imul(mixed, constant));
  };
}

function mix(left: number, right: number): number {
  return fold((Math.imul(left, MIX_LEFT) - Math.imul(right, MIX_RIGHT)) | 0);
}

/** A word with its upper half mixed into its lower one. */
function fold(word: number): number {
  return word ^ (word >>> 16);
}
