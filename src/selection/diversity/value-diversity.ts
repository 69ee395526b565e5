/** Diversity by values: features as a few values each, how many of them some languages show, how evenly, and how alike two sets are. */
import { checkInteger } from '../../base/check-integer.js';
import type { Matrix } from '../../records/matrix.js';

/** One feature of n languages as classes of values. */
export interface FeatureValues {
  /** Class of each language's value, 0..classes−1. [n] */
  readonly values: readonly number[];
  /** Number of classes that the feature has. */
  readonly classes: number;
  /** Whether the feature is a yes or no: all its values in the table are 0 or 1. */
  readonly binary: boolean;
}

/**
 * The values of each feature as classes: a feature of nothing but 0 and 1 has these two, whether or not both occur;
 * one with at most `bins` different values has one class a value; any other is cut into `bins` equally wide classes
 * from its least to its largest value in the table.
 * @param matrix [n, d].
 * @param bins at least 2 (default 10).
 * @returns d features.
 * @throws RangeError where `bins` is not an integer of at least 2.
 */
export function featureValues(
  { rows, columns, values }: Matrix,
  { bins = 10 }: { readonly bins?: number } = {},
): FeatureValues[] {
  checkInteger('featureValues: bins', bins, 2, Number.MAX_SAFE_INTEGER);
  return Array.from({ length: columns }, (_, column) =>
    classify(
      Array.from({ length: rows }, (_row, row) => values[row * columns + column] as number),
      bins,
    ),
  );
}

function classify(values: readonly number[], bins: number): FeatureValues {
  if (values.every((value) => value === 0 || value === 1)) return { values, classes: 2, binary: true };
  const different = [...new Set(values)].sort((a, b) => a - b);
  if (different.length <= bins) {
    return {
      values: values.map((value) => different.indexOf(value)),
      classes: different.length,
      binary: false,
    };
  }
  const low = different[0] as number;
  const width = ((different.at(-1) as number) - low) / bins;
  const bin = (value: number): number => Math.min(bins - 1, Math.floor((value - low) / width));
  return { values: values.map(bin), classes: bins, binary: false };
}

/**
 * Entropy of each feature over the chosen languages, averaged over the features.
 * @param chosen at least one index.
 * @returns bits: 0 where the languages agree in every feature; at most 1 for features of 0 and 1.
 * Source: Ploeger et al., "A Principled Framework for Evaluating on Typologically Diverse Languages", Computational
 * Linguistics 52(1), 2026 (`typdiv-sampling`), for features without gaps.
 */
export function valueEntropy(features: readonly FeatureValues[], chosen: readonly number[]): number {
  return meanOver(features, ({ values, classes }) => {
    const shares = countClasses(values, classes, chosen).map((count) => count / chosen.length);
    return shares.reduce((bits, share) => (share === 0 ? bits : bits - share * Math.log2(share)), 0);
  });
}

/**
 * Share of each feature's values that a chosen language has, averaged over the features.
 * @param chosen at least one index.
 * @returns above 0 to 1.
 * Source: the feature value inclusion (FVI) of the same work. There every feature has the two values 0 and 1; other
 * features have here as many as `featureValues` finds in the table.
 */
export function valueInclusion(features: readonly FeatureValues[], chosen: readonly number[]): number {
  return meanOver(
    features,
    ({ values, classes }) => new Set(chosen.map((index) => values[index])).size / classes,
  );
}

/**
 * How far two sets of languages show the same values equally often: the Jaccard index of measures, Σ min / Σ max.
 *
 * Compared are, for each feature of 0 and 1, how many languages have it; for other features, how many have each class
 * of values. Before that the smaller set's counts are scaled so that both sets have the same total.
 * @param chosen, reference at least one index each.
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

function measures({ values, classes, binary }: FeatureValues, indices: readonly number[]): number[] {
  const counts = countClasses(values, classes, indices);
  return binary ? counts.slice(1) : counts;
}

/** Counts as shares of their total, or `null` where that is 0. */
function toShares(counts: readonly number[]): number[] | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total === 0 ? null : counts.map((count) => count / total);
}

/** How many of the chosen languages have each class of a feature. [classes] */
function countClasses(values: readonly number[], classes: number, chosen: readonly number[]): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const index of chosen) {
    const value = values[index] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  return counts;
}

function meanOver(features: readonly FeatureValues[], measure: (feature: FeatureValues) => number): number {
  return features.reduce((total, feature) => total + measure(feature), 0) / features.length;
}
