/** What becomes of a cluster that no point is nearest to. */
import type { Matrix } from '../../records/matrix.js';

/**
 * Gives each empty cluster the point farthest from its own centroid: the first empty cluster the farthest, the next
 * one the second farthest, and so on. Of equally far points the later counts as farther, as in NumPy's partition.
 * Changes `sums` and `sizes`; the labels follow with the next assignment.
 * @param distances squared distances from the centroids to the points, [k, n].
 * @param sums sums of the clusters' points, [k, d].
 * @param sizes numbers of the clusters' points, [k].
 * Source: scikit-learn 1.3.2's relocation of empty clusters. Deviation: of three or more that are empty at once, it
 * fills those from the third on in the order that NumPy's partition leaves; the clusters are the same, not their numbers.
 */
export function fillEmptyClusters(
  { rows, columns, values }: Matrix,
  labels: Int32Array,
  distances: Float64Array,
  sums: Float64Array,
  sizes: Float64Array,
): void {
  if (!sizes.includes(0)) return;
  const empty = [...sizes.keys()].filter((cluster) => sizes[cluster] === 0);
  const distance = (point: number): number => distances[(labels[point] as number) * rows + point] as number;
  const farthest = [...labels.keys()].sort((a, b) => distance(b) - distance(a) || b - a);
  for (const [rank, cluster] of empty.entries()) {
    const point = farthest[rank] as number;
    const old = labels[point] as number;
    for (let column = 0; column < columns; column++) {
      const value = values[point * columns + column] as number;
      const place = old * columns + column;
      sums[place] = (sums[place] as number) - value;
      sums[cluster * columns + column] = value;
    }
    sizes[old] = (sizes[old] as number) - 1;
    sizes[cluster] = 1;
  }
}
