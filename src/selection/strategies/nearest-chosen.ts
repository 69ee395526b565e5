import type { Matrix } from '../../records/matrix.js';
import { distanceBetween } from '../distance-matrix.js';
import { leastIndices } from '../ties.js';

/**
 * Groups languages around the chosen ones: each goes to the nearest, of equally near ones to the first; a chosen one
 * stands for itself.
 * @param distances [n, n].
 * @param chosen k indices.
 * @returns group of each language, 0..k−1, and its distance from the chosen one. [n]
 */
export function nearestChosen(
  distances: Matrix,
  chosen: readonly number[],
): { labels: number[]; distances: number[] } {
  const labels = Array.from({ length: distances.rows }, (_, index) => {
    const own = chosen.indexOf(index);
    if (own !== -1) return own;
    return leastIndices(chosen.map((other) => distanceBetween(distances, index, other)))[0] as number;
  });
  return {
    labels,
    distances: labels.map((group, index) => distanceBetween(distances, index, chosen[group] as number)),
  };
}
