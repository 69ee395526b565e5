/** Vectors from CSV text: one row a language, its code first. */
import { type CsvTable, parseCsvTable } from '../base/files/csv.js';
import { quoteText } from '../base/printable.js';
import { type Matrix, matrixFromRows } from '../records/matrix.js';

/** Names that the column of codes may have: ours, or none, as tables with an index are often written. */
const CODE_COLUMNS = ['code', ''];

/** A CSV table of numbers with a code for each row. */
export interface FeatureCsv {
  /** n codes, all different. */
  readonly codes: readonly string[];
  /** d column names, all different. */
  readonly columns: readonly string[];
  /** [n, d]; all values are finite. */
  readonly matrix: Matrix;
}

/**
 * Parses CSV text whose first column, `code`, holds codes of languages and whose other columns hold numbers.
 * @param place name for messages, usually the file's path.
 * @throws Error with place, row and column where the first column has another name, there is no other column or no
 * row, a name of a column or a code is empty or there twice, a row has another length, or a value is not a finite
 * number.
 */
export function parseFeatureCsv(text: string, place: string): FeatureCsv {
  const table = parseCsvTable(text, place);
  const [codeColumn = '', ...columns] = table.header;
  if (!CODE_COLUMNS.includes(codeColumn)) {
    throw new Error(`${place}: the first column must be named code, got ${quoteText(codeColumn)}`);
  }
  if (columns.length === 0) throw new Error(`${place}: a column of numbers must follow the codes, got none`);
  if (table.rows.length === 0) throw new Error(`${place}: there must be a row for a language, got none`);
  checkNames(columns, (index) => `${place}, row 1: the name of column ${index + 2}`);
  const codes = readCodes(table, codeColumn, place);
  return {
    codes,
    columns,
    matrix: matrixFromRows(table.rows.map((row) => columns.map((name) => row.number(name)))),
  };
}

function readCodes({ rows }: CsvTable, column: string, place: string): string[] {
  const codes = rows.map((row) => row.text(column).trim());
  checkNames(codes, (index) => `${place}, row ${index + 2}: code`);
  return codes;
}

function checkNames(names: readonly string[], describe: (index: number) => string): void {
  for (const [index, name] of names.entries()) {
    if (name === '') throw new Error(`${describe(index)} must not be empty`);
    if (names.indexOf(name) < index) {
      throw new Error(`${describe(index)} must be there once, got ${quoteText(name)} again`);
    }
  }
}
