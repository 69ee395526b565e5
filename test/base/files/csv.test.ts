import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CsvRow, formatCsv, parseCsv, parseCsvTable, readCsv } from '../../../src/base/files/csv.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

const readFirst = (cell: string, read: (row: CsvRow) => unknown): unknown =>
  parseCsv(formatCsv(['x', 'y'], [[cell, '']]), 'runs.csv', ['x'], read)[0];

for (const [name, cell, read, expected] of [
  ['text(column) gives the field', 'a, "b"\nc', (row: CsvRow) => row.text('x'), 'a, "b"\nc'],
  ['text(column) may be empty', '', (row: CsvRow) => row.text('x'), ''],
  ['optionalText(column) is null for an empty field', '', (row: CsvRow) => row.optionalText('x'), null],
  ['optionalText(column) gives other fields', 'a', (row: CsvRow) => row.optionalText('x'), 'a'],
  ['number(column) reads a number', '-1.5e3', (row: CsvRow) => row.number('x'), -1500],
  ['optionalNumber(column) is null for an empty field', '', (row: CsvRow) => row.optionalNumber('x'), null],
  ['list(column) splits words', ' af  bn ', (row: CsvRow) => row.list('x'), ['af', 'bn']],
  ['list(column) is empty for an empty field', '', (row: CsvRow) => row.list('x'), []],
  ['oneOf(column, words) gives the word', 'b', (row: CsvRow) => row.oneOf('x', ['a', 'b']), 'b'],
] as const) {
  test(`CsvRow.${name}`, () => {
    assert.deepEqual(readFirst(cell, read), expected);
  });
}

for (const [name, cell, read, message] of [
  [
    'text(column) throws for a column that is not there',
    'a',
    (row: CsvRow) => row.text('z'),
    'runs.csv, row 2: column z is missing',
  ],
  [
    'number(column) throws for an empty field',
    '',
    (row: CsvRow) => row.number('x'),
    'runs.csv, row 2: x must be a number, got nothing',
  ],
  [
    'number(column) throws for words',
    '1 2',
    (row: CsvRow) => row.number('x'),
    'runs.csv, row 2: x must be a number, got "1 2"',
  ],
  [
    'number(column) throws for blanks, which JavaScript reads as 0',
    ' ',
    (row: CsvRow) => row.number('x'),
    'runs.csv, row 2: x must be a number, got " "',
  ],
  [
    'number(column) throws for what is not finite',
    'Infinity',
    (row: CsvRow) => row.number('x'),
    'runs.csv, row 2: x must be a number, got "Infinity"',
  ],
  [
    'oneOf(column, words) throws for another word',
    'c',
    (row: CsvRow) => row.oneOf('x', ['a', 'b']),
    'runs.csv, row 2: x must be one of a, b, got "c"',
  ],
] as const) {
  test(`CsvRow.${name}`, () => {
    assert.throws(() => readFirst(cell, read), { message });
  });
}

for (const [name, text, message] of [
  ['an empty file', '', 'runs.csv: the file is empty, a header line was expected'],
  ['a missing column', 'y\n1\n', 'runs.csv: column x is missing'],
  ['a short row', 'x,y\n1,2\n3\n', 'runs.csv, row 3: 2 fields were expected, got 1'],
] as const) {
  test(`parseCsv(text, place, columns, read) throws for ${name}`, () => {
    assert.throws(() => parseCsv(text, 'runs.csv', ['x'], (row) => row.text('x')), { message });
  });
}

test('parseCsv(text, place, columns, read) takes columns in any order after a byte order mark', () => {
  const rows = parseCsv('\uFEFFy,x\r\n1,2\r\n', 'runs.csv', ['x', 'y'], (row) => [
    row.text('x'),
    row.text('y'),
  ]);
  assert.deepEqual(rows, [['2', '1']]);
});

test('readCsv(path, columns, read) reads a file and names it in errors', () => {
  withTemporaryFolder((folder) => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'x\nä\n');
    assert.deepEqual(
      readCsv(path, ['x'], (row) => row.text('x')),
      ['ä'],
    );
    assert.throws(() => readCsv(path, ['z'], (row) => row.text('z')), {
      message: `${path}: column z is missing`,
    });
  });
});

test('formatCsv(columns, rows) writes null as nothing, lists as words, and quotes what needs it', () => {
  assert.equal(
    formatCsv(['a', 'b', 'c', 'd'], [[null, 0.5, ['af', 'bn'], 'x,"y"\n']]),
    'a,b,c,d\n,0.5,af bn,"x,""y""\n"\n',
  );
});

test('parseCsvTable(text, place) gives the header and the rows of any columns', () => {
  const { header, rows } = parseCsvTable('a,b\n1,2\n3,4\n', 'own.csv');
  assert.deepEqual(header, ['a', 'b']);
  assert.deepEqual(
    rows.map((row) => [row.number('a'), row.text('b')]),
    [
      [1, '2'],
      [3, '4'],
    ],
  );
});

for (const text of [
  '=1+2',
  '+1+2',
  '-',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  "'=1",
  "''@x",
  "'a",
  '-1-1',
  "'-1.5",
  '=HYPERLINK("x";"y")',
  "it's = 1",
]) {
  test(`formatCsv(columns, rows) writes ${JSON.stringify(text)} so that no spreadsheet runs it, and it is read back`, () => {
    const csv = formatCsv(['x', '=y'], [[text, -1]]);
    // What a spreadsheet sees of a field that is in quotes is what they hold.
    const [, first = ''] = /\n"?([\s\S]*)/.exec(csv) ?? [];
    assert.doesNotMatch(first, /^[=+\-@\t\r]/);
    assert.deepEqual(
      parseCsv(csv, 'a.csv', ['x', '=y'], (row) => [row.text('x'), row.number('=y')]),
      [[text, -1]],
    );
  });
}

for (const [name, text] of [
  ['parseCsv', 'x,y,x\n1,2,3\n'],
  ['parseCsv', 'y,y,x\n1,2,3\n'],
] as const) {
  test(`${name}(text, place, columns, read) throws where a column is there twice, wanted or not: ${text.slice(0, 5)}`, () => {
    assert.throws(() => parseCsv(text, 'a.csv', ['x'], (row) => row.text('x')), {
      message: /^a\.csv, row 1: the name of column \d must be there once, got "." again$/,
    });
  });
}

for (const text of ['0x10', '0b1', ' 0o7']) {
  test(`CsvRow.number(column) throws for ${text}, which only JavaScript reads as a number`, () => {
    assert.throws(() => readFirst(text, (row) => row.number('x')), /x must be a number, got /);
  });
}

test('formatCsv(columns, rows) writes NaN as such, which is refused as a number', () => {
  assert.equal(formatCsv(['x'], [[Number.NaN]]), 'x\nNaN\n');
  assert.throws(
    () => parseCsv('x\nNaN\n', 'a.csv', ['x'], (row) => row.number('x')),
    /must be a number, got "NaN"/,
  );
});

test('formatCsv(columns, rows) leaves numbers and lists of numbers as they are, whatever their signs', () => {
  const csv = formatCsv(['x', 'y'], [[['-67.8', '66', '-.5'], '-1e-3']]);
  assert.equal(csv, 'x,y\n-67.8 66 -.5,-1e-3\n');
});

test('parseCsv(text, place, columns, read) takes several columns without a name', () => {
  assert.deepEqual(
    parseCsv('x,,\n1,,\n', 'a.csv', ['x'], (row) => row.text('x')),
    ['1'],
  );
});
