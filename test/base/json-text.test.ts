import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonText } from '../../src/base/json-text.js';

test('jsonText(value) shows numbers that JSON does not have, and keeps null for none', () => {
  assert.equal(
    jsonText({ a: Number.NaN, b: [Infinity, -Infinity, -0.5], c: null }),
    '{\n  "a": "NaN",\n  "b": [\n    "Infinity",\n    "-Infinity",\n    -0.5\n  ],\n  "c": null\n}',
  );
});
