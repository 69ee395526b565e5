import { checkInteger } from '../../base/check-integer.js';

/** From which tokens the next one is drawn, and how evenly. */
export interface LogitFilter {
  /** Above 0: logits are divided by it, so that below 1 likely tokens become likelier still (default 1). */
  readonly temperature?: number | undefined;
  /** How many of the likeliest tokens stay, at least 1 (default: all). */
  readonly topK?: number | undefined;
  /** In 0..1 but above 0: the likeliest tokens that together reach this probability stay (default: all). */
  readonly topP?: number | undefined;
}

/**
 * Checks a filter.
 * @throws RangeError where a value is out of its range.
 */
export function checkFilter({ temperature = 1, topK = 1, topP = 1 }: LogitFilter): void {
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw new RangeError(`checkFilter: temperature must be a number above 0, got ${temperature}`);
  }
  checkInteger('checkFilter: topK', topK, 1, Number.MAX_SAFE_INTEGER);
  if (!(topP > 0 && topP <= 1)) {
    throw new RangeError(`checkFilter: topP must be above 0 and at most 1, got ${topP}`);
  }
}

/**
 * Probabilities of the tokens, first the temperature, then the `topK` likeliest, then of these the `topP` likeliest.
 * @param logits scores of the vocabulary, [vocabulary].
 * @returns [vocabulary], summing to 1, 0 for what does not stay.
 * @throws RangeError as `checkFilter`; Error where the highest logit is not a finite number.
 * Source: Fan et al. 2018 (arXiv 1805.04833) for k, Holtzman et al. 2020 (arXiv 1904.09751) for p; equal to the logits
 * warpers of transformers 5.23, but that of tokens with the same logit as the last that stays for `topP` all stay.
 */
export function filterLogits(logits: ArrayLike<number>, filter: LogitFilter): Float64Array {
  checkFilter(filter);
  const { temperature = 1, topK, topP = 1 } = filter;
  const highest = highestOf(logits);
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - highest) / temperature));
  if (topK !== undefined) keepFrom(weights, kthLargest(weights, topK));
  if (topP < 1) keepFrom(weights, smallestOfNucleus(weights, topP));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function highestOf(logits: ArrayLike<number>): number {
  let highest = -Infinity;
  for (let id = 0; id < logits.length; id += 1) highest = Math.max(highest, logits[id] ?? Number.NaN);
  if (!Number.isFinite(highest)) {
    throw new Error(`filterLogits: the highest logit must be a finite number, got ${highest}`);
  }
  return highest;
}

/** Sets the weights below the smallest that stays to 0; the array is the caller's own. */
function keepFrom(weights: Float64Array, smallest: number): void {
  for (const [id, weight] of weights.entries()) if (weight < smallest) weights[id] = 0;
}

function kthLargest(weights: Float64Array, k: number): number {
  return weights.toSorted().at(-k) ?? 0;
}

/** The smallest of the largest weights that are needed to reach the share p of all. */
function smallestOfNucleus(weights: Float64Array, p: number): number {
  const ascending = weights.toSorted();
  const tail = (1 - p) * ascending.reduce((total, weight) => total + weight, 0);
  let cumulative = 0;
  for (const weight of ascending) {
    cumulative += weight;
    if (cumulative > tail) return weight;
  }
  return ascending.at(-1) ?? 0;
}
