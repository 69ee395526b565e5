/** A user's own features: vectors or distances of any languages, from a CSV file. */
import { basename } from 'node:path';
import { readPlainFile } from '../base/files/plain-file.js';
import { type Matrix, matrixRow } from '../records/matrix.js';
import { type FeatureCsv, parseFeatureCsv } from './feature-csv.js';
import { type DistanceTable, equalVectors, type FeatureTable, zeroDistances } from './feature-table.js';

/** How far the two distances of a pair may differ: rounding of what computed them, not another number. */
const SYMMETRY = 1e-9;

/** What is asked of a file of features. */
export interface FeatureFileOptions {
  /** Languages that should have a row (default: none); those without one are in the table's `missing`. */
  expected?: readonly string[];
}

/**
 * Reads a user's own features from a CSV file: the first column, `code`, names the languages.
 * Where the other columns are named as the rows are, in the same order, the file is a matrix of distances; else each
 * row is a vector of numbers.
 * @returns `kind` says which; `equal` has the pairs that the features cannot tell apart.
 * @throws Error with path, row and column where the file is missing or ragged, a code or column is empty or there
 * twice, a value is not a finite number, or distances are negative, not 0 from a language to itself, or differ between
 * the two directions by more than 1e-9 (relative, absolute below 1).
 */
export function readFeatureFile(
  path: string,
  { expected = [] }: FeatureFileOptions = {},
): FeatureTable | DistanceTable {
  const csv = parseFeatureCsv(readPlainFile(path).toString(), path);
  const { codes, columns, matrix } = csv;
  const facts = {
    name: basename(path, '.csv'),
    codes,
    matrix,
    missing: expected.filter((code) => !codes.includes(code)),
  };
  if (!areDistances(csv, path)) {
    const title = `${columns.length} features from ${basename(path)}`;
    return { kind: 'vectors', ...facts, title, features: columns, equal: equalVectors(codes, matrix) };
  }
  checkDistances(csv, path);
  const title = `distances from ${basename(path)}`;
  return { kind: 'distances', ...facts, title, equal: zeroDistances(codes, matrix) };
}

/** Whether the columns are named as the rows are; the same names in another order are refused as a mistake. */
function areDistances({ codes, columns }: FeatureCsv, path: string): boolean {
  if (codes.length !== columns.length || !codes.every((code) => columns.includes(code))) return false;
  const moved = codes.findIndex((code, index) => columns[index] !== code);
  if (moved === -1) return true;
  throw new Error(
    `${path}, row 1: columns of distances must stand in the order of the rows, got ${columns[moved]} for ${codes[moved]}`,
  );
}

function checkDistances({ codes, matrix }: FeatureCsv, path: string): void {
  for (const [i, code] of codes.entries()) {
    for (const [j, other] of codes.entries()) {
      const there = distance(matrix, i, j);
      const back = distance(matrix, j, i);
      const place = `${path}, row ${i + 2}: the distance from ${code} to ${other}`;
      if (there < 0) throw new Error(`${place} must be at least 0, got ${there}`);
      if (i === j && there !== 0) throw new Error(`${place} must be 0, got ${there}`);
      if (Math.abs(there - back) > SYMMETRY * Math.max(1, there)) {
        throw new Error(`${place} must be the same both ways, got ${there} and ${back}`);
      }
    }
  }
}

function distance(matrix: Matrix, from: number, to: number): number {
  return matrixRow(matrix, from)[to] ?? 0;
}
