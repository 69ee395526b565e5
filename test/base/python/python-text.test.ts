import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  lowerFirst,
  pythonFloat,
  pythonRightStrip,
  pythonStrip,
  withoutLast,
} from '../../../src/base/python/python-text.js';

// All expected values are what Python 3.11 gives.
const CASES: [string, (text: string) => string, string, string][] = [
  ['pythonStrip(text) takes blanks from both ends', pythonStrip, ' \t a b \n', 'a b'],
  ['pythonStrip(text) counts U+001C and U+0085 as blanks', pythonStrip, '\x1c\x85a\u3000', 'a'],
  ['pythonStrip(text) leaves a byte order mark', pythonStrip, '\ufeffa\ufeff ', '\ufeffa\ufeff'],
  ['pythonStrip(text) leaves a zero-width space', pythonStrip, '\u200ba\u200b', '\u200ba\u200b'],
  ['pythonStrip(text) of blanks alone is empty', pythonStrip, ' \n\t', ''],
  ['pythonRightStrip(text) leaves the beginning', pythonRightStrip, ' a \u2009', ' a'],
  ['withoutLast(text) drops a full stop', withoutLast, 'abc.', 'abc'],
  ['withoutLast(text) drops a whole character outside the basic plane', withoutLast, 'ab😀', 'ab'],
  ['withoutLast(text) counts a lone surrogate as a character', withoutLast, '😀\ud83d', '😀'],
  ['withoutLast(text) of one character is empty', withoutLast, '。', ''],
  ['withoutLast(text) of nothing is empty', withoutLast, '', ''],
  ['lowerFirst(text) leaves all but the first letter', lowerFirst, 'ÄBC', 'äBC'],
  ['lowerFirst(text) may lengthen a letter', lowerFirst, 'İstanbul', 'i̇stanbul'],
  ['lowerFirst(text) lowers a letter outside the basic plane', lowerFirst, '𐐀B', '𐐨B'],
  ['lowerFirst(text) of nothing is empty', lowerFirst, '', ''],
];

for (const [title, operation, text, expected] of CASES) {
  test(title, () => assert.equal(operation(text), expected));
}

test('pythonRightStrip(text) takes linear time on a long run of blanks inside', () => {
  const text = `${' '.repeat(200_000)}a`;
  assert.equal(pythonRightStrip(text), text);
});

const FLOATS: [number, string][] = [
  [-12, '-12.0'],
  [0, '0.0'],
  [-0, '-0.0'],
  [-12.345678901234567, '-12.345678901234567'],
  [0.0001, '0.0001'],
  [-0.00001, '-1e-05'],
  [1.5e-7, '1.5e-07'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [1.25e21, '1.25e+21'],
  [5e-324, '5e-324'],
  [Number.NEGATIVE_INFINITY, '-inf'],
  [Number.POSITIVE_INFINITY, 'inf'],
  [Number.NaN, 'nan'],
];

for (const [value, expected] of FLOATS) {
  test(`pythonFloat(${value}) is ${expected}`, () => assert.equal(pythonFloat(value), expected));
}
