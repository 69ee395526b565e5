/** How many of the features' values some languages show, and how evenly. */
import type { FeatureValues } from './feature-values.js';

/**
 * Entropy of each feature over the chosen languages, averaged over the features.
 * @param chosen at least one place.
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
 * @param chosen at least one place.
 * @returns above 0 to 1.
 * Source: the feature value inclusion (FVI) of the same work. There every feature has the two values 0 and 1; other
 * features have here as many as `featureValues` finds in the table.
 */
export function valueInclusion(features: readonly FeatureValues[], chosen: readonly number[]): number {
  return meanOver(
    features,
    ({ values, classes }) => new Set(chosen.map((place) => values[place])).size / classes,
  );
}

/** How many of the chosen languages have each class of a feature. [classes] */
export function countClasses(
  values: readonly number[],
  classes: number,
  chosen: readonly number[],
): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const place of chosen) {
    const value = values[place] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  return counts;
}

function meanOver(features: readonly FeatureValues[], measure: (feature: FeatureValues) => number): number {
  return features.reduce((total, feature) => total + measure(feature), 0) / features.length;
}
