import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exactJson } from '../../src/base/exact-json.js';

test('exactJson(value) is plain JSON where that says everything', () => {
  const value = { a: [1, -2.5e-7, null, 'x'], b: { c: true } };
  assert.equal(exactJson(value), '{"a":[1,-2.5e-7,null,"x"],"b":{"c":true}}');
  assert.equal(exactJson(undefined), undefined);
});

test('exactJson(value) tells numbers apart that JSON does not', () => {
  const values = [JSON.parse('1e999'), JSON.parse('-1e999'), Number.NaN, null, -0, 0];
  assert.equal(new Set(values.map(exactJson)).size, values.length);
  assert.equal(exactJson([Infinity]), '[{"number":"Infinity"}]');
});
