import type { FeatureValues } from './feature-values.js';
import { countClasses } from './value-diversity.js';

/**
 * How far two sets of languages show the same values equally often: the Jaccard index of measures, Σ min / Σ max.
 *
 * Compared are, for each feature of 0 and 1, how many languages have it; for other features, how many have each class
 * of values. Before that the smaller set's counts are scaled so that both sets have the same total.
 * @param chosen, reference at least one place each.
 * @returns 0 (no value in common) to 1 (every value equally often); `null` where one of the sets shows nothing at all.
 * Source: J_mm of Samardžić et al., "A Measure for Transparent Comparison of Linguistic Diversity in Multilingual NLP
 * Data Sets", Findings of NAACL 2024, in the form scaled for sets of different sizes.
 */
export function jaccardOverlap(
  features: readonly FeatureValues[],
  chosen: readonly number[],
  reference: readonly number[],
): number | null {
  const left = toShares(features.flatMap((feature) => measures(feature, chosen)));
  const right = toShares(features.flatMap((feature) => measures(feature, reference)));
  if (left === null || right === null) return null;
  let common = 0;
  let joint = 0;
  for (const [index, share] of left.entries()) {
    const other = right[index] as number;
    common += Math.min(share, other);
    joint += Math.max(share, other);
  }
  return common / joint;
}

function measures({ values, classes, binary }: FeatureValues, places: readonly number[]): number[] {
  const counts = countClasses(values, classes, places);
  return binary ? counts.slice(1) : counts;
}

/** Counts as shares of their total, or `null` where that is 0. */
function toShares(counts: readonly number[]): number[] | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total === 0 ? null : counts.map((count) => count / total);
}
