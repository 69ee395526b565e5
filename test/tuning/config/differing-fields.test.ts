import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differingFields } from '../../../src/tuning/config/differing-fields.js';

for (const [name, left, right, expected] of [
  ['equal ones', { a: { b: [1, 2] } }, { a: { b: [1, 2] } }, []],
  ['a number', { a: { b: 1, c: 2 } }, { a: { b: 3, c: 2 } }, ['a.b (1 and 3)']],
  ['a list', { l: ['et'] }, { l: ['et', 'vi'] }, ['l (["et"] and ["et","vi"])']],
  ['a field of one side', { a: 1 }, { b: null }, ['a (1 and undefined)', 'b (undefined and null)']],
  ['null and a record', { a: null }, { a: { b: 1 } }, ['a (null and {"b":1})']],
] as const) {
  test(`differingFields(left, right) names ${name}`, () => {
    assert.deepEqual(differingFields(left, right), expected);
  });
}
