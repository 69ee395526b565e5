/** Reading and writing CSV with checked columns; the syntax itself is d3-dsv's (RFC 4180). */
import { csvFormatRows, csvParseRows } from 'd3-dsv';
import { readPlainFile } from './plain-file.js';

/** One row of a CSV file, with readers that check a field and name its place when it is wrong. */
export class CsvRow {
  constructor(
    private readonly fields: ReadonlyMap<string, string>,
    private readonly place: string,
  ) {}

  /** The field's text, which may be empty. */
  text(column: string): string {
    const value = this.fields.get(column);
    if (value === undefined) throw new Error(`${this.place}: column ${column} is missing`);
    return value;
  }

  /** The field's text, or `null` where it is empty. */
  optionalText(column: string): string | null {
    const value = this.text(column);
    return value === '' ? null : value;
  }

  /** The field as a finite number. */
  number(column: string): number {
    const value = this.optionalNumber(column);
    if (value === null) throw new Error(`${this.place}: ${column} must be a number, got nothing`);
    return value;
  }

  /** The field as a finite number, or `null` where it is empty. */
  optionalNumber(column: string): number | null {
    const text = this.text(column);
    if (text === '') return null;
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value)) {
      throw new Error(`${this.place}: ${column} must be a number, got ${JSON.stringify(text)}`);
    }
    return value;
  }

  /** The field as a list of words separated by spaces; empty gives an empty list. */
  list(column: string): string[] {
    const text = this.text(column).trim();
    return text === '' ? [] : text.split(/\s+/);
  }

  /** The field as one of several words. */
  oneOf<Word extends string>(column: string, words: readonly Word[]): Word {
    const text = this.text(column);
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) {
      throw new Error(
        `${this.place}: ${column} must be one of ${words.join(', ')}, got ${JSON.stringify(text)}`,
      );
    }
    return word;
  }
}

/**
 * Parses CSV text with a header line.
 * @param place name for messages, usually the file's path.
 * @param columns columns that must be there, in any order; others are ignored.
 * @throws Error with place and line where a column is missing or a row has another number of fields.
 */
export function parseCsv<Row>(
  text: string,
  place: string,
  columns: readonly string[],
  read: (row: CsvRow) => Row,
): Row[] {
  const { header, rows } = parseCsvTable(text, place);
  for (const column of columns) {
    if (!header.includes(column)) throw new Error(`${place}: column ${column} is missing`);
  }
  return rows.map(read);
}

/** A CSV file whose columns are not known beforehand. */
export interface CsvTable {
  /** Names of the columns, in order. */
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * Parses CSV text with a header line whose columns the caller does not know beforehand.
 * @param place name for messages, usually the file's path.
 * @throws Error with place and line where the text is empty or a row has another number of fields.
 */
export function parseCsvTable(text: string, place: string): CsvTable {
  const [header, ...lines] = csvParseRows(text.replace(/^\uFEFF/, ''));
  if (header === undefined) throw new Error(`${place}: the file is empty, a header line was expected`);
  const rows = lines.map((fields, index) => {
    const line = `${place}, row ${index + 2}`;
    if (fields.length !== header.length) {
      throw new Error(`${line}: ${header.length} fields were expected, got ${fields.length}`);
    }
    return new CsvRow(new Map(header.map((name, column) => [name, fields[column] ?? ''])), line);
  });
  return { header, rows };
}

/** Reads a CSV file with a header line; see `parseCsv`. */
export function readCsv<Row>(path: string, columns: readonly string[], read: (row: CsvRow) => Row): Row[] {
  return parseCsv(readPlainFile(path).toString(), path, columns, read);
}

/** CSV text with a header line: `null` is written as an empty field, a list as words separated by spaces. */
export function formatCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null | readonly string[])[])[],
): string {
  const text = (value: string | number | null | readonly string[]): string =>
    value === null ? '' : typeof value === 'object' ? value.join(' ') : String(value);
  return `${csvFormatRows([[...columns], ...rows.map((row) => row.map(text))])}\n`;
}
