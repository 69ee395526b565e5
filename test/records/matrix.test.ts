import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixFromRows, matrixRow } from '../../src/records/matrix.js';

test('matrixFromRows(rows) puts the values row by row', () => {
  const matrix = matrixFromRows([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  assert.deepEqual(matrix, { rows: 2, columns: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) });
});

test('matrixRow(matrix, index) is a view of one row', () => {
  const matrix = matrixFromRows([
    [1, 2],
    [3, 4],
  ]);
  assert.deepEqual(matrixRow(matrix, 1), Float64Array.of(3, 4));
  assert.equal(matrixRow(matrix, 1).buffer, matrix.values.buffer);
});

const ERRORS: readonly (readonly [string, readonly (readonly number[])[], string])[] = [
  ['no rows', [], 'rows must hold at least one value, got none'],
  ['an empty first row', [[]], 'rows must hold at least one value, got none'],
  ['a shorter row', [[1, 2], [3]], 'row 1 must hold 2 values, got 1'],
  ['a longer row', [[1], [2, 3]], 'row 1 must hold 1 values, got 2'],
  ['a value that is not a number', [[1, NaN]], 'row 0, column 1 must be finite, got NaN'],
  ['an infinite value', [[1], [-Infinity]], 'row 1, column 0 must be finite, got -Infinity'],
];

for (const [name, rows, message] of ERRORS) {
  test(`matrixFromRows(rows) throws on ${name}`, () => {
    assert.throws(() => matrixFromRows(rows), { name: 'RangeError', message: `matrixFromRows: ${message}` });
  });
}
