/** Choosing the next token by its logits. */
import { NumpyRandom } from '../../base/random/numpy-random.js';
import { checkFilter, filterLogits, type LogitFilter } from './filter-logits.js';

/** Drawing tokens at random rather than taking the likeliest. */
export interface Sampling extends LogitFilter {
  /** Integer in 0..2³²−1; the same one gives the same text (default 0). */
  readonly seed?: number | undefined;
}

/** Chooses a token id by the logits of the vocabulary, [vocabulary]. */
export type TokenChooser = (logits: ArrayLike<number>) => number;

/**
 * How tokens are chosen, one after the other.
 * @param sampling `null` for the likeliest token each time.
 * @returns a function that draws from a generator of its own, where it draws.
 * @throws RangeError where a value is out of its range; from the chooser, Error where no logit is the highest.
 */
export function tokenChooser(sampling: Sampling | null): TokenChooser {
  if (sampling === null) return likeliestToken;
  const { seed = 0, ...filter } = sampling;
  checkFilter(filter);
  const generator = new NumpyRandom(seed);
  return (logits) => generator.choice(filterLogits(logits, filter));
}

/**
 * The token with the highest logit, the first of equal ones.
 * @throws Error where there is none, or a logit is not a number.
 */
export function likeliestToken(logits: ArrayLike<number>): number {
  let best = -1;
  let highest = -Infinity;
  for (let id = 0; id < logits.length; id += 1) {
    const logit = logits[id] ?? Number.NaN;
    if (Number.isNaN(logit)) throw new Error(`likeliestToken: logits must be numbers, got NaN at ${id}`);
    if (logit > highest) [best, highest] = [id, logit];
  }
  if (best === -1) throw new Error('likeliestToken: a logit must be above −Infinity, got none');
  return best;
}
