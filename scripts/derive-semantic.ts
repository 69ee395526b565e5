/** `features-sem.csv`: coordinates with the distances of the authors' colexification vectors. */

import { formatCsv } from '../src/base/files/csv.js';
import { readLanguages } from '../src/languages/catalogue.js';
import { parseFeatureCsv } from '../src/languages/feature-csv.js';
import { type Matrix, matrixRow } from '../src/records/matrix.js';
import { checkCount } from './check-count.js';
import type { DerivedText } from './derive-printed.js';
import { isometricCoordinates } from './isometric-coordinates.js';

/** Languages of the 52 with a colexification vector. */
const COVERED = 40;

/** How far a distance may differ from the original's. */
const TOLERANCE = 1e-9;

/**
 * Turns the authors' vectors into coordinates that keep their distances and nothing else.
 * @param text rows of an ISO 639-3 code and numbers, without a header.
 * @param place name for messages, usually the file's path.
 * @throws Error where the text is not of that form. RangeError where languages are missing or a distance changed.
 */
export function deriveSemantic(text: string, place: string): DerivedText {
  const width = text.slice(0, text.indexOf('\n')).split(',').length;
  const header = ['code', ...Array.from({ length: width - 1 }, (_, index) => String(index))].join(',');
  const { codes, columns, matrix } = parseFeatureCsv(`${header}\n${text}`, place);
  const languages = readLanguages().filter(({ iso6393 }) => codes.includes(iso6393));
  checkCount('deriveSemantic', 'languages with a vector', COVERED, languages.length);
  const vectors = languages.flatMap(({ iso6393 }) => [...matrixRow(matrix, codes.indexOf(iso6393))]);
  const original = { rows: COVERED, columns: columns.length, values: Float64Array.from(vectors) };
  const coordinates = isometricCoordinates(original);
  const change = largestChange(original, coordinates);
  if (!(change <= TOLERANCE)) {
    throw new RangeError(
      `deriveSemantic: distances must stay within ${TOLERANCE}, got a change of ${change}`,
    );
  }
  const names = Array.from(
    { length: coordinates.columns },
    (_, k) => `SEM_${String(k + 1).padStart(2, '0')}`,
  );
  const rows = languages.map(({ code }, index) => [code, ...matrixRow(coordinates, index)]);
  const checked = `${names.length} coordinates; distances changed by ${change.toExponential(0)} at most`;
  return { text: formatCsv(['code', ...names], rows), checked };
}

function largestChange(before: Matrix, after: Matrix): number {
  const rows = Array.from({ length: before.rows }, (_, index) => index);
  return Math.max(
    ...rows.flatMap((i) => rows.map((j) => Math.abs(distance(before, i, j) - distance(after, i, j)))),
  );
}

function distance(matrix: Matrix, i: number, j: number): number {
  const other = matrixRow(matrix, j);
  return Math.hypot(...matrixRow(matrix, i).map((value, column) => value - (other[column] ?? 0)));
}
