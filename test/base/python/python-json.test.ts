import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePythonJson } from '../../../src/base/python/python-json.js';

for (const [text, expected] of [
  ['{"a": [NaN, Infinity, -Infinity, 1.5]}', { a: [Number.NaN, Infinity, -Infinity, 1.5] }],
  ['NaN', Number.NaN],
  ['[-Infinity]', [-Infinity]],
  // Within texts the words are words, and so is what stands in for them.
  ['["NaN", "a \\"NaN\\" b", "\\\\", NaN, "NaN_"]', ['NaN', 'a "NaN" b', '\\', Number.NaN, 'NaN_']],
  ['{"Infinity": Infinity}', { Infinity: Infinity }],
  ['{"a": 1}', { a: 1 }],
] as const) {
  test(`parsePythonJson(text) reads ${text}`, () => {
    assert.deepEqual(parsePythonJson(text), expected);
  });
}

for (const text of [
  '',
  '{"a": nan}',
  '[-NaN]',
  '[+Infinity]',
  '[Infinity5]',
  '[2.Infinity]',
  '[1e-Infinity]',
  '[NaN',
  '["NaN',
  '[NaNs]',
  '{NaN: 1}x',
]) {
  test(`parsePythonJson(text) throws for ${JSON.stringify(text)}`, () => {
    assert.throws(() => parsePythonJson(text), SyntaxError);
  });
}

test('parsePythonJson(text) takes as long as the text is, however it is quoted', () => {
  const text = `[NaN, "${'\\"NaN'.repeat(200_000)}"]`;
  const value = parsePythonJson(text);
  assert.ok(Array.isArray(value));
  assert.equal(value[1], '"NaN'.repeat(200_000));
});
