/** Orders examples so that those of a batch are of about the same length, and little is padded. */

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
