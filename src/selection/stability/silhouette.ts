/** How well languages sit in their clusters. */
import type { Matrix } from '../../records/matrix.js';
import { distanceBetween } from '../distance-matrix.js';

/**
 * Silhouette of each language: (b − a) / max(a, b), where a is its mean distance to the others of its cluster and b
 * its mean distance to the nearest other cluster.
 * @param distances [n, n].
 * @param labels cluster of each language; 2..n−1 clusters. [n]
 * @returns −1 (in the wrong cluster) to 1; 0 for a language alone in its cluster, and between equal vectors. [n]
 * @throws RangeError where there are fewer than 2 or more than n − 1 clusters, or labels and distances differ in
 * number.
 * Source: P. Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 20, 1987; equal to
 * scikit-learn's `silhouette_samples`.
 */
export function silhouetteValues(distances: Matrix, labels: ArrayLike<number>): number[] {
  const own = Array.from(labels);
  const groups = new Map<number, number[]>();
  for (const [index, label] of own.entries()) groups.set(label, [...(groups.get(label) ?? []), index]);
  if (own.length !== distances.rows) {
    throw new RangeError(`silhouetteValues: there must be ${distances.rows} labels, got ${own.length}`);
  }
  if (groups.size < 2 || groups.size >= own.length) {
    throw new RangeError(
      `silhouetteValues: the number of clusters must be in 2..${own.length - 1}, got ${groups.size}`,
    );
  }
  return own.map((label, index) => {
    const size = groups.get(label)?.length ?? 0;
    if (size === 1) return 0;
    const meanTo = ([group, members]: readonly [number, readonly number[]]): number =>
      members.reduce((sum, other) => sum + distanceBetween(distances, index, other), 0) /
      (group === label ? size - 1 : members.length);
    const within = meanTo([label, groups.get(label) ?? []]);
    const between = Math.min(...[...groups].filter(([group]) => group !== label).map(meanTo));
    const larger = Math.max(within, between);
    return larger === 0 ? 0 : (between - within) / larger;
  });
}

/**
 * Mean silhouette of a clustering; see `silhouetteValues`.
 * @throws as `silhouetteValues` does.
 * Source: scikit-learn's `silhouette_score`.
 */
export function silhouetteScore(distances: Matrix, labels: ArrayLike<number>): number {
  const values = silhouetteValues(distances, labels);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
