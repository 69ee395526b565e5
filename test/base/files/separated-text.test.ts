import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvParseRows } from 'd3-dsv';
import { MAX_RECORD } from '../../../src/base/files/record-limit.js';
import { separatedText } from '../../../src/base/files/separated-text.js';
import { NumpyRandom } from '../../../src/base/random/numpy-random.js';

/** Rows of a text that comes in pieces of a length. */
function rowsOf(text: string, length = text.length): string[][] {
  const rows: string[][] = [];
  const reader = separatedText(',', 'a.csv', (fields) => rows.push([...fields]));
  for (let start = 0; start < text.length; start += length) reader.push(text.slice(start, start + length));
  reader.end();
  return rows;
}

const TEXT = 'a,"b, ""c""\r\n",\r\n\n"",é,5" pipe\r"x"\n1,2';
const ROWS = [['a', 'b, "c"\r\n', ''], [''], ['', 'é', '5" pipe'], ['x'], ['1', '2']];

for (let length = 1; length <= TEXT.length; length++) {
  test(`separatedText(…) gives the same rows of pieces of ${length} characters`, () => {
    assert.deepEqual(rowsOf(TEXT, length), ROWS);
  });
}

for (const [name, text, message] of [
  [
    'a quote that does not end',
    'a\n"b,c\nd',
    'a.csv, row 2: a field in quotes must end, got the end of the file',
  ],
  [
    'something behind a closing quote',
    'a\nb\n"c"d\n',
    'a.csv, row 3: a separator or the end of the row must follow a closing quote',
  ],
] as const) {
  test(`separatedText(…) throws for ${name}`, () => {
    for (const length of [1, 3, text.length]) assert.throws(() => rowsOf(text, length), { message });
  });
}

test('separatedText(…) ends with a message where a row has no end', () => {
  const reader = separatedText(',', 'a.csv', () => {});
  assert.throws(
    () => {
      for (let length = 0; length <= 3 * MAX_RECORD; length += 2 ** 16) reader.push('x'.repeat(2 ** 16));
    },
    { message: /^a\.csv, row 1: one record may take 16 MiB, got more/ },
  );
});

const FUZZED = Number(process.env.LINGTUNE_FUZZ ?? 1_000);

test(`separatedText(…) gives d3-dsv's rows of ${FUZZED} random texts, or says what is wrong`, () => {
  const random = new NumpyRandom(18);
  const signs = ['a', 'é', ',', '"', '\n', '\r', '\r\n', '""', '😀', ' ', '='];
  let [equal, refused] = [0, 0];
  for (let round = 0; round < FUZZED; round++) {
    const text = Array.from(
      { length: 1 + Math.floor(random.random() * 40) },
      () => signs[Math.floor(random.random() * signs.length)],
    ).join('');
    let rows: string[][];
    try {
      rows = rowsOf(text, 1 + Math.floor(random.random() * 7));
    } catch (error) {
      assert.match(String(error), /a\.csv, row \d+: (?:a field in quotes must end|a separator or)/);
      refused += 1;
      continue;
    }
    assert.deepEqual(rows, csvParseRows(text), JSON.stringify(text));
    equal += 1;
  }
  assert.ok(equal > FUZZED / 10 && refused > 0, `${equal} equal, ${refused} refused`);
});
