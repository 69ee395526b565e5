import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isometricCoordinates } from '../../scripts/isometric-coordinates.js';
import { matrixFromRows, matrixRow } from '../../src/records/matrix.js';
import { assertClose } from '../close.js';

test('isometricCoordinates(points) puts two points on a line about 0', () => {
  // (1, 1) and (4, 5) are 5 apart.
  const { rows, columns, values } = isometricCoordinates(
    matrixFromRows([
      [1, 1],
      [4, 5],
    ]),
  );
  assert.deepEqual([rows, columns], [2, 1]);
  assertClose([...values], [2.5, -2.5], 1e-15);
});

test('isometricCoordinates(points) puts an equilateral triangle of side √2 in a plane', () => {
  const coordinates = isometricCoordinates(
    matrixFromRows([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]),
  );
  assert.equal(coordinates.columns, 2);
  const [a, b] = [Math.sqrt(2 / 3), Math.sqrt(1 / 2)];
  assertClose([...coordinates.values], [a, 0, -a / 2, b, -a / 2, -b], 1e-15);
});

test('isometricCoordinates(points) keeps all distances of points in many dimensions', () => {
  const points = matrixFromRows(
    Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 50 }, (_, j) => Math.sin((i + 1) * (j + 1) ** 2)),
    ),
  );
  const coordinates = isometricCoordinates(points);
  assert.equal(coordinates.columns, 11);
  const distances = ({ rows }: typeof points, row: (index: number) => Float64Array): number[] =>
    Array.from({ length: rows * rows }, (_, index) => {
      const other = row(index % rows);
      return Math.hypot(...row(Math.floor(index / rows)).map((value, k) => value - (other[k] ?? Number.NaN)));
    });
  assertClose(
    distances(coordinates, (index) => matrixRow(coordinates, index)),
    distances(points, (index) => matrixRow(points, index)),
    1e-13, // Rounding of sums of 50 products.
  );
});

test('isometricCoordinates(points) throws where points follow from others but for rounding', () => {
  const line = [0.1, 0.2, 0.3].map((x) => [x, x / 3, 1]);
  assert.throws(() => isometricCoordinates(matrixFromRows(line)), /affinely independent, got row 1/);
});

test('isometricCoordinates(points) throws where two points are equal', () => {
  assert.throws(
    () =>
      isometricCoordinates(
        matrixFromRows([
          [1, 2],
          [1, 2],
          [3, 4],
        ]),
      ),
    {
      name: 'RangeError',
      message:
        'isometricCoordinates: points must be affinely independent, got row 1 that follows from others',
    },
  );
});
