import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInteger } from '../../src/base/check-integer.js';

for (const value of [1, 5, 12]) {
  test(`checkInteger(name, ${value}, 1, 12) passes`, () => {
    assert.doesNotThrow(() => checkInteger('kmeans: count', value, 1, 12));
  });
}

for (const value of [0, 13, 1.5, -1, NaN, Infinity]) {
  test(`checkInteger(name, ${value}, 1, 12) throws`, () => {
    const message = `kmeans: count must be an integer in 1..12, got ${value}`;
    assert.throws(() => checkInteger('kmeans: count', value, 1, 12), { name: 'RangeError', message });
  });
}
