import type { Matrix } from '../../records/matrix.js';
import { distanceBetween } from '../distance-matrix.js';
import { leastPlaces } from '../ties.js';

/**
 * Groups languages around the chosen ones: each goes to the nearest, of equally near ones to the first; a chosen one
 * stands for itself.
 * @param distances [n, n].
 * @param chosen k places.
 * @returns group of each language, 0..k−1, and its distance from the chosen one. [n]
 */
export function nearestChosen(
  distances: Matrix,
  chosen: readonly number[],
): { labels: number[]; distances: number[] } {
  const labels = Array.from({ length: distances.rows }, (_, place) => {
    const own = chosen.indexOf(place);
    if (own !== -1) return own;
    return leastPlaces(chosen.map((other) => distanceBetween(distances, place, other)))[0] as number;
  });
  return {
    labels,
    distances: labels.map((group, place) => distanceBetween(distances, place, chosen[group] as number)),
  };
}
