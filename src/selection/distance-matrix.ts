import type { DistanceTable, FeatureTable } from '../languages/feature-table.js';
import type { Matrix } from '../records/matrix.js';
import { squaredDistance } from './kmeans/squared-distance.js';

/**
 * The distance between every two languages: Euclidean between vectors, as given in a table of distances.
 * @returns [n, n]; symmetric, 0 on the diagonal; unit of the features.
 */
export function distanceMatrix({ kind, matrix }: FeatureTable | DistanceTable): Matrix {
  return kind === 'distances' ? matrix : euclideanDistances(matrix);
}

function euclideanDistances({ rows, columns, values }: Matrix): Matrix {
  const distances = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < rows; j++) {
      const distance = Math.sqrt(squaredDistance(values, i * columns, values, j * columns, columns));
      distances[i * rows + j] = distance;
      distances[j * rows + i] = distance;
    }
  }
  return { rows, columns: rows, values: distances };
}

/** One distance of a matrix of distances. */
export function distanceBetween({ columns, values }: Matrix, i: number, j: number): number {
  return values[i * columns + j] as number;
}
