import assert from 'node:assert/strict';
import { test } from 'node:test';
import { singleText } from '../../scripts/single-precision.js';

for (const [value, expected] of [
  [0, '0'],
  [1, '1'],
  [Math.fround(0.7665), '0.7665'],
  [Math.fround(-0.1), '-0.1'],
  [Math.fround(1 / 3), '0.33333334'],
  [16_777_217 - 1, '16777216'],
  // The smallest number of single precision.
  [2 ** -149, '1e-45'],
  [Math.fround(3.4028235e38), '3.4028235e+38'],
] as const) {
  test(`singleText(${value}) is ${expected}`, () => {
    assert.equal(singleText(value), expected);
    assert.equal(Math.fround(Number(expected)), value);
  });
}

for (const value of [0.1, 1e300, Number.NaN]) {
  test(`singleText(${value}) throws, since it is not of single precision`, () => {
    assert.throws(() => singleText(value), {
      name: 'RangeError',
      message: `singleText: value must be a number of single precision, got ${value}`,
    });
  });
}
