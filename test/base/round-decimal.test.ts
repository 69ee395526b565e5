import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundDecimal } from '../../src/base/round-decimal.js';

const CASES: readonly (readonly [string, number, number, number])[] = [
  ['rounds to the nearest', 41.634, 2, 41.63],
  ['keeps what is short enough', 57.7, 2, 57.7],
  ['rounds halves up', 0.125, 2, 0.13],
  ['takes a value stored just under a half for the half', 1.005, 2, 1.01],
  ['rounds what lies truly under a half down', 1.0049999, 2, 1],
  ['forgives noise of addition', 0.1 + 0.2, 6, 0.3],
  ['rounds negative halves away from zero', -0.125, 2, -0.13],
  ['gives no negative zero', -0.001, 2, 0],
  ['rounds to integers with 0 digits', 2.5, 0, 3],
];

for (const [name, value, digits, expected] of CASES) {
  test(`roundDecimal(value, digits) ${name}`, () =>
    assert.ok(Object.is(roundDecimal(value, digits), expected), String(roundDecimal(value, digits))));
}

const ERRORS: readonly (readonly [string, number, number, RegExp])[] = [
  ['a value that is not a number', NaN, 2, /roundDecimal: value must be a finite number, got NaN/],
  ['an infinite value', Infinity, 2, /got Infinity/],
  ['broken digits', 1, 1.5, /roundDecimal: digits must be an integer in 0\.\.6, got 1\.5/],
  ['negative digits', 1, -1, /got -1/],
  ['too many digits', 1, 7, /got 7/],
];

for (const [name, value, digits, message] of ERRORS) {
  test(`roundDecimal(value, digits) throws on ${name}`, () =>
    assert.throws(() => roundDecimal(value, digits), { name: 'RangeError', message }));
}
