/** In which order the examples of one epoch are learnt. */
import { torchPermutation } from '../../base/random/torch-permutation.js';

/** How examples are ordered. */
export interface OrderOptions {
  /** Whether the order is random, another one in each epoch; else it is that of the data. */
  readonly shuffle: boolean;
  /** Whether examples of about the same length come together; only with `shuffle`. */
  readonly groupByLength: boolean;
  /** Integer of at least 0; epochs add theirs, and the sum is at most 2³²−1. */
  readonly seed: number;
  /** Examples of one optimiser step, at least 1. */
  readonly batchSize: number;
}

/**
 * Places of the examples in the order of one epoch. It follows from seed and epoch alone, so that a resumed run needs
 * no more than its place in it.
 * Source: transformers 5.23 with accelerate's seedable sampler (its default): `torch.randperm`, seeded by seed + epoch.
 * Deviation: with `groupByLength` transformers draws from PyTorch's global generator, whose state hangs on how the model
 * was made; here too it is seeded by seed + epoch.
 * @param lengths tokens of each example, [n].
 * @param epoch from 0.
 * @throws RangeError where seed + epoch is not an integer in 0..2³²−1.
 */
export function orderExamples(lengths: readonly number[], epoch: number, options: OrderOptions): number[] {
  if (!options.shuffle) return lengths.map((_, place) => place);
  const order = torchPermutation(lengths.length, options.seed + epoch);
  return options.groupByLength ? groupByLength(order, lengths, options.batchSize) : order;
}

/** Batches whose examples are sorted together: at most this many, and at most a quarter of all. */
const MOST_BATCHES = 50;
const FEWEST_GROUPS = 4;

/**
 * Sorts a random order by length within groups of batches, the longest example of all first, so that what does not
 * fit into memory fails at the first step.
 * Source: `get_length_grouped_indices` of transformers 5.23 (and of the authors' 4.x, where it is the same).
 * @param order places of examples in random order; not changed.
 * @param lengths tokens of each example, by place.
 * @param batchSize examples of one optimiser step, at least 1.
 * @returns the same places, grouped.
 */
export function groupByLength(
  order: readonly number[],
  lengths: readonly number[],
  batchSize: number,
): number[] {
  const lengthAt = (place: number): number => lengths[place] ?? 0;
  const batches = Math.min(Math.floor(order.length / (batchSize * FEWEST_GROUPS)), MOST_BATCHES);
  const groupSize = Math.max(batches, 1) * batchSize;
  const groups = Array.from({ length: Math.ceil(order.length / groupSize) }, (_, group) =>
    order.slice(group * groupSize, (group + 1) * groupSize).sort((a, b) => lengthAt(b) - lengthAt(a)),
  );
  const grouped = groups.flat();
  const heads = groups.map((_, group) => group * groupSize);
  const longest = heads.reduce(
    (best, head) => (lengthAt(grouped[head] ?? 0) > lengthAt(grouped[best] ?? 0) ? head : best),
    0,
  );
  if (grouped.length > 0) {
    [grouped[0], grouped[longest]] = [grouped[longest] as number, grouped[0] as number];
  }
  return grouped;
}
