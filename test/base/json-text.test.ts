import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exactJson, jsonText } from '../../src/base/json-text.js';

test('jsonText(value) shows numbers that JSON does not have, and keeps null for none', () => {
  assert.equal(
    jsonText({ a: Number.NaN, b: [Infinity, -Infinity, -0.5], c: null }),
    '{\n  "a": "NaN",\n  "b": [\n    "Infinity",\n    "-Infinity",\n    -0.5\n  ],\n  "c": null\n}',
  );
});

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
