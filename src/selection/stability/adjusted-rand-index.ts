/**
 * How far two clusterings of the same things agree, corrected for chance: 1 where they are the same but for the names
 * of the clusters, about 0 where they have nothing to do with each other.
 * Both hold the label of each thing, of one at least.
 * @returns at most 1; slightly below 0 where they agree less than by chance.
 * @throws RangeError where the lengths differ or there is nothing.
 * Source: L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2, 1985; equal to scikit-learn's
 * `adjusted_rand_score`.
 */
export function adjustedRandIndex(a: ArrayLike<number | string>, b: ArrayLike<number | string>): number {
  if (a.length !== b.length || a.length === 0) {
    throw new RangeError(
      `adjustedRandIndex: a and b must be equally long and hold a label, got ${a.length} and ${b.length}`,
    );
  }
  const [left, right] = [Array.from(a), Array.from(b)];
  const together = pairsWithin(left.map((label, index) => `${label}\n${right[index]}`));
  const [inLeft, inRight] = [pairsWithin(left), pairsWithin(right)];
  const all = (left.length * (left.length - 1)) / 2;
  // Nothing is left to chance where both have one cluster, or both as many as things.
  if (inLeft === inRight && (inLeft === all || inLeft === 0)) return 1;
  const expected = (inLeft * inRight) / all;
  return (together - expected) / ((inLeft + inRight) / 2 - expected);
}

/** Number of pairs of things with the same label. */
function pairsWithin(labels: readonly (number | string)[]): number {
  const sizes = new Map<number | string, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return [...sizes.values()].reduce((pairs, size) => pairs + (size * (size - 1)) / 2, 0);
}
