/** Reading and writing CSV with checked columns (RFC 4180). */
import { closeSync, readSync } from 'node:fs';
import { csvFormatRows } from 'd3-dsv';
import { quoteText } from '../printable.js';
import { openPlainFile } from './plain-file.js';
import { separatedText } from './separated-text.js';
import { utf8Pieces } from './utf8-pieces.js';

/** Bytes of a file that are read at a time. */
const PIECE_BYTES = 2 ** 20;

/** Text that a spreadsheet would run as a formula, or that stands for such a text by the sign that keeps it from that. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A plain number, or a list of them, which is no formula whatever its sign. */
const NUMBERS = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?: |$))+$/i;
const APOSTROPHE = 0x27;

/** One row of a CSV file, with readers that check a field and name its place when it is wrong. */
export class CsvRow {
  constructor(
    private readonly fields: readonly string[],
    private readonly columns: ReadonlyMap<string, number>,
    private readonly file: string,
    private readonly index: number,
  ) {}

  /** Whether the file has the column. */
  has(column: string): boolean {
    return this.columns.has(column);
  }

  /** The field's text, which may be empty. */
  text(column: string): string {
    const value = this.field(column);
    return value.charCodeAt(0) === APOSTROPHE && FORMULA.test(value) ? value.slice(1) : value;
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
    const text = this.field(column);
    if (text === '') return null;
    const value = Number(text);
    // JavaScript also reads 0x10, 0b1 and 0o7.
    if (text.trim() === '' || !Number.isFinite(value) || /^\s*0[a-z]/i.test(text)) {
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

  /** Path and row, for messages. */
  get place(): string {
    return `${this.file}, row ${this.index}`;
  }

  private field(column: string): string {
    const value = this.fields[this.columns.get(column) ?? -1];
    if (value === undefined) throw new Error(`${this.place}: column ${column} is missing`);
    return value;
  }
}

/**
 * Parses CSV text with a header line.
 * @param place name for messages, usually the file's path.
 * @param columns columns that must be there, in any order; others are ignored.
 * @throws Error with place and row where a column is missing or there twice, or a row has another number of fields.
 */
export function parseCsv<Row>(
  text: string,
  place: string,
  columns: readonly string[],
  read: (row: CsvRow) => Row,
): Row[] {
  const rows: Row[] = [];
  takeRows([unmarked(text)], place, { columns, onRow: (row) => rows.push(read(row)) });
  return rows;
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
 * @throws Error with place and row where the text is empty, a column is there twice or a row has another number of
 * fields.
 */
export function parseCsvTable(text: string, place: string): CsvTable {
  const rows: CsvRow[] = [];
  const header = takeRows([unmarked(text)], place, { columns: [], onRow: (row) => rows.push(row) });
  return { header, rows };
}

/** Text without a byte order mark. */
function unmarked(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Reads a CSV file with a header line; see `parseCsv`. */
export function readCsv<Row>(path: string, columns: readonly string[], read: (row: CsvRow) => Row): Row[] {
  const rows: Row[] = [];
  eachCsvRow(path, columns, (row) => rows.push(read(row)));
  return rows;
}

/**
 * Goes through the rows of a CSV file with a header line, of which only a piece is in memory at a time.
 * @param columns columns that must be there, in any order.
 * @param onRow is given each row.
 * @throws Error with path and row as `parseCsv`, and where the file is not UTF-8.
 */
export function eachCsvRow(path: string, columns: readonly string[], onRow: (row: CsvRow) => void): void {
  takeRows(textPieces(path), path, { columns, onRow });
}

/** What is wanted of rows. */
interface TakeRowsOptions {
  readonly columns: readonly string[];
  readonly onRow: (row: CsvRow) => void;
}

/** Gives the rows behind the header line, which is returned. */
function takeRows(
  pieces: Iterable<string>,
  place: string,
  { columns, onRow }: TakeRowsOptions,
): readonly string[] {
  let header: readonly string[] | undefined;
  let positions: ReadonlyMap<string, number> = new Map();
  const text = separatedText(',', place, (fields, row) => {
    if (header === undefined) {
      header = fields.map((name) => (FORMULA.test(name) && name.startsWith("'") ? name.slice(1) : name));
      positions = columnPositions(header, place);
      const missing = columns.find((column) => !positions.has(column));
      if (missing !== undefined) throw new Error(`${place}: column ${missing} is missing`);
    } else if (fields.length !== header.length) {
      throw new Error(`${place}, row ${row}: ${header.length} fields were expected, got ${fields.length}`);
    } else {
      onRow(new CsvRow(fields, positions, place, row));
    }
  });
  for (const piece of pieces) text.push(piece);
  text.end();
  if (header === undefined) throw new Error(`${place}: the file is empty, a header line was expected`);
  return header;
}

/**
 * Positions of columns by their names.
 * @throws Error with the place where a name is there twice: which of the two is meant cannot be known.
 */
export function columnPositions(header: readonly string[], place: string): Map<string, number> {
  const positions = new Map<string, number>();
  for (const [position, name] of header.entries()) {
    // Spreadsheets leave columns without a name at the end, which nobody can ask for.
    if (name !== '' && positions.has(name)) {
      throw new Error(
        `${place}, row 1: the name of column ${position + 1} must be there once, got ${quoteText(name)} again`,
      );
    }
    positions.set(name, position);
  }
  return positions;
}

/** A file's text, a piece at a time. */
function* textPieces(path: string): Generator<string, void, undefined> {
  const file = openPlainFile(path);
  try {
    const decoder = utf8Pieces(path);
    const bytes = Buffer.alloc(PIECE_BYTES);
    for (let count = readSync(file, bytes); count > 0; count = readSync(file, bytes)) {
      yield decoder.push(bytes.subarray(0, count));
    }
    decoder.end();
  } finally {
    closeSync(file);
  }
}

/**
 * CSV text with a header line: `null` is written as an empty field, a list as words separated by spaces. A text that a
 * spreadsheet would run as a formula gets an apostrophe before it, which `CsvRow.text` takes away again.
 */
export function formatCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null | readonly string[])[])[],
): string {
  const text = (value: string | number | null | readonly string[]): string => {
    if (value === null) return '';
    return typeof value === 'number'
      ? String(value)
      : plainText(typeof value === 'object' ? value.join(' ') : value);
  };
  return `${csvFormatRows([columns.map(plainText), ...rows.map((row) => row.map(text))])}\n`;
}

/** Text that no spreadsheet takes for a formula. */
function plainText(text: string): string {
  return FORMULA.test(text) && !NUMBERS.test(text) ? `'${text}` : text;
}
