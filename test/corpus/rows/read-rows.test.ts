import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readRows } from '../../../src/corpus/rows/read-rows.js';
import type { Row, RowOptions } from '../../../src/corpus/rows/row.js';
import { referenceFile } from '../../reference-file.js';
import { temporaryFolder } from '../../temporary-folder.js';

async function rowsOf(path: string, options: RowOptions = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of readRows(path, options)) rows.push(row);
  return rows;
}

const TWO = [
  { a: 'ä', b: 1 },
  { a: 'x\u2028y', b: null },
];
const TWO_AS_TEXT = [
  { a: 'ä', b: '1' },
  { a: 'x "y"\nz', b: '' },
];

for (const [name, file, content, expected] of [
  ['lines', 'x.jsonl', '{"a":"ä","b":1}\n{"a":"x\u2028y","b":null}\n', TWO],
  [
    'lines with blank ones, Windows ends and none at the last',
    'x.jsonl',
    '\n{"a":"ä","b":1}\r\n \n{"a":"x\u2028y","b":null}',
    TWO,
  ],
  ['lines after a byte order mark', 'x.jsonl', '\uFEFF{"a":"ä","b":1}\n{"a":"x\u2028y","b":null}', TWO],
  ['lines of a packed file', 'x.jsonl.gz', gzipSync('{"a":"ä","b":1}\n{"a":"x\u2028y","b":null}\n'), TWO],
  ['lines of a .json', 'x.json', '{"a":"ä","b":1}\n{"a":"x\u2028y","b":null}\n', TWO],
  ['elements of an array', 'x.json', '[{"a":"ä","b":1},\n{"a":"x\u2028y","b":null}]\n', TWO],
  [
    'elements of a packed array after a byte order mark',
    'x.json.gz',
    gzipSync('\uFEFF [ {"a":"ä","b":1} , {"a":"x\u2028y","b":null} ] '),
    TWO,
  ],
  [
    'elements with brackets, commas and quotes in texts',
    'x.json',
    '[{"a":"],\\"}[","b":[1,{"c":"\\\\"}]}]',
    [{ a: '],"}[', b: [1, { c: '\\' }] }],
  ],
  ['nothing of an empty array', 'x.json', ' [ ] ', []],
  ['nothing of an empty file of lines', 'x.jsonl', '', []],
  ['nothing of a blank .json', 'x.json', '\n', []],
  ['comma-separated fields', 'x.csv', 'a,b\nä,1\n"x ""y""\nz",\n', TWO_AS_TEXT],
  ['tab-separated fields', 'x.tsv', 'a\tb\nä\t1\n"x ""y""\nz"\t\n', TWO_AS_TEXT],
  [
    'fields after a byte order mark, packed',
    'x.tsv.gz',
    gzipSync('\uFEFFa\tb\nä\t1\n"x ""y""\nz"\t\n'),
    TWO_AS_TEXT,
  ],
  ['no row of a header alone', 'spring2016.val.en.tsv.split_20_80_eval.tsv', 'a\tb\n', []],
] as const) {
  test(`readRows(path) gives ${name}`, async (context) => {
    const path = join(temporaryFolder(context), file);
    writeFileSync(path, content);
    assert.deepEqual(await rowsOf(path), expected);
  });
}

for (const file of ['rows-snappy.parquet', 'rows-zstd.parquet']) {
  test(`readRows(path) gives the rows of every group of ${file}`, async () => {
    assert.deepEqual(await rowsOf(referenceFile(file)), [
      { premise: 'Mees keeras kraani lahti.', label: 0, changed: true, weight: 0.5, sentences: ['a', 'b'] },
      { premise: '', label: 1, changed: false, weight: -1.25, sentences: [] },
      { premise: null, label: 2, changed: true, weight: 0, sentences: null },
      { premise: 'ผู้ชาย\u2028เปิด', label: null, changed: false, weight: 1e300, sentences: ['c'] },
      // 2⁵³ is the first whole number that a plain one does not tell from its neighbour.
      { premise: '那人', label: 2n ** 53n, changed: null, weight: null, sentences: ['d', 'e'] },
    ]);
  });
}

test('readRows(path, { columns }) gives only these columns', async (context) => {
  const path = join(temporaryFolder(context), 'x.jsonl');
  writeFileSync(path, '{"a":1,"b":2,"c":3}\n');
  assert.deepEqual(await rowsOf(path, { columns: ['c', 'a'] }), [{ c: 3, a: 1 }]);
  const parquet = await rowsOf(referenceFile('rows-snappy.parquet'), { columns: ['label'] });
  assert.deepEqual(parquet.slice(0, 2), [{ label: 0 }, { label: 1 }]);
});

test('readRows(path) finds values across the chunks of a long file', async (context) => {
  const rows = Array.from({ length: 3000 }, (_, index) => ({ id: index, text: 'ä€"\\'.repeat(index % 50) }));
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'x.json'), JSON.stringify(rows));
  writeFileSync(join(folder, 'x.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  assert.deepEqual(await rowsOf(join(folder, 'x.json')), rows);
  assert.deepEqual(await rowsOf(join(folder, 'x.jsonl')), rows);
});

test('readRows(path) may be left before the end', async () => {
  for await (const row of readRows(referenceFile('rows-snappy.parquet'))) {
    assert.equal(row.label, 0);
    break;
  }
});

for (const [file, content, columns, places] of [
  ['x.jsonl', '{"a":1}\nnull\n{"a"\n{"a":2}\n{"b":3}\n', ['a'], [', line 2', ', line 3', ', line 5']],
  ['x.json', '[{"a":1},\n7,{"a":2}]', undefined, [', line 2']],
  ['x.csv', 'a,b\n1,2\n3\n4,5\n', ['a'], [', row 3']],
] as const) {
  test(`readRows(path, { onMalformed }) reads on behind malformed rows of ${file}, and tells of them`, async (context) => {
    const path = join(temporaryFolder(context), file);
    writeFileSync(path, content);
    const told: string[] = [];
    const rows: unknown[] = [];
    const onMalformed = (error: Error, place: string): void => {
      assert.ok(error.message.startsWith(place));
      told.push(place);
    };
    for await (const { a } of readRows(path, { columns, onMalformed })) rows.push(Number(a));
    assert.deepEqual(rows, file === 'x.csv' ? [1, 4] : [1, 2]);
    assert.deepEqual(
      told,
      places.map((place) => `${path}${place}`),
    );
  });
}

const damaged = readFileSync(referenceFile('rows-snappy.parquet'));
// Within the pages of the first group, behind the four bytes that begin the file.
damaged.fill(0xff, 8, 40);

for (const [name, file, content, message] of [
  [
    'a line that is no JSON',
    'x.jsonl',
    '{"a":1}\n\n{"a":',
    /x\.jsonl, line 3: JSON in UTF-8 was expected, got /,
  ],
  [
    'a line that is no record',
    'x.jsonl',
    '{"a":1}\nnull\n',
    /x\.jsonl, line 2: a record was expected, got null$/,
  ],
  ['a list in place of a record', 'x.jsonl', '[1]\n', /line 1: a record was expected, got a list$/],
  [
    'a number in place of a record',
    'x.json',
    '[{},\n\n 7]',
    /x\.json, line 3: a record was expected, got a number$/,
  ],
  [
    'bytes that are not UTF-8',
    'x.jsonl',
    Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    /line 1: JSON in UTF-8 was expected/,
  ],
  [
    'an array that does not end',
    'x.json',
    '[{"a":1},\n{"a":2}',
    /x\.json, line 2: the array must end, got the file's end$/,
  ],
  [
    'an element that is missing',
    'x.json',
    '[{"a":1},\n]',
    /x\.json, line 2: an element was expected, got nothing$/,
  ],
  [
    'something after the array',
    'x.json',
    '[{"a":1}]\n{}',
    /x\.json, line 2: one JSON array was expected, got more$/,
  ],
  [
    'a packed file that is cut',
    'x.jsonl.gz',
    gzipSync('{"a":1}\n').subarray(0, 15),
    /x\.jsonl\.gz: the file must be readable, got unexpected end of file$/,
  ],
  ['an empty table', 'x.csv', '', /x\.csv: the file is empty, a header line was expected$/],
  [
    'a row with another number of fields',
    'x.tsv',
    'a\tb\n1\t2\n3\n',
    /x\.tsv, row 3: 2 fields were expected, got 1$/,
  ],
  [
    'a table that is not UTF-8',
    'x.csv',
    Buffer.from([0x61, 0xff]),
    /x\.csv: the file must be UTF-8, got other bytes$/,
  ],
  [
    'a file that is no Parquet',
    'x.parquet',
    'PAR0 and more',
    /x\.parquet: a Parquet file was expected, got /,
  ],
  ['an empty file in place of Parquet', 'x.parquet', '', /x\.parquet: a Parquet file was expected, got /],
  [
    'a damaged group of rows',
    'x.parquet',
    damaged,
    /x\.parquet, row 1: a readable group of rows was expected, got /,
  ],
] as const) {
  test(`readRows(path) throws for ${name}`, async (context) => {
    const path = join(temporaryFolder(context), file);
    writeFileSync(path, content);
    await assert.rejects(rowsOf(path), { message });
  });
}

for (const [file, content, message] of [
  ['x.jsonl', '{"a":1,"b":2}\n{"b":2}\n', /x\.jsonl, line 2: column a is missing, got b$/],
  ['x.csv', 'b,c\n1,2\n', /x\.csv, row 2: column a is missing, got b, c$/],
  [
    'x.parquet',
    readFileSync(referenceFile('rows-zstd.parquet')),
    /x\.parquet: column a is missing, got premise, label, changed, weight, sentences$/,
  ],
] as const) {
  test(`readRows(path, { columns }) throws where ${file} lacks one`, async (context) => {
    const path = join(temporaryFolder(context), file);
    writeFileSync(path, content);
    await assert.rejects(rowsOf(path, { columns: ['a'] }), { message });
  });
}

test('readRows(path) throws for another ending, and for a file that is not there', async () => {
  for (const path of ['x.txt', 'x.parquet.gz', 'jsonl']) {
    await assert.rejects(rowsOf(path), {
      name: 'RangeError',
      message: `readRows: path must end in .parquet, .jsonl, .json, .csv or .tsv (or .gz after these), got ${path}`,
    });
  }
  await assert.rejects(rowsOf('/nowhere/x.jsonl'), {
    message: /^\/nowhere\/x\.jsonl: the file must be readable, got ENOENT/,
  });
  await assert.rejects(rowsOf('/nowhere/x.parquet'), { message: /\/nowhere\/x\.parquet/ });
});
