/** In which order the examples of one epoch are learnt. */
import { torchPermutation } from '../../base/random/torch-permutation.js';
import { groupByLength } from './group-by-length.js';

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
