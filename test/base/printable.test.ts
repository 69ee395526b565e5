import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeControls, escapeUnprintable, isPrintable, quoteText } from '../../src/base/printable.js';

for (const [name, text, expected] of [
  ['plain text', 'bigscience/bloom-7b1', true],
  ['HTML, which is text like any other', '<img src=x onerror=alert(1)>', true],
  ['other scripts and a joiner', 'می\u200cخواهم 日本語', true],
  ['a line feed', 'a\nb', false],
  ['an escape', '\u001b[31mred', false],
  ['a control of the second block', 'a\u009bb', false],
  ['a line separator', 'a\u2028b', false],
  ['a mark that turns the direction', 'a\u202eb', false],
  ['half of a surrogate pair', 'a\ud800', false],
] as const) {
  test(`isPrintable(text) is ${expected} for ${name}`, () => {
    assert.equal(isPrintable(text), expected);
  });
}

for (const [name, text, expected] of [
  ['puts text in double quotes', 'a "b"', '"a \\"b\\""'],
  ['escapes controls', 'a\u0000\n\u001b\u009b\u202e', '"a\\u0000\\n\\u001b\\u009b\\u202e"'],
  ['cuts after 80 characters', 'x'.repeat(1_000_000), `"${'x'.repeat(80)}…"`],
] as const) {
  test(`quoteText(text) ${name}`, () => {
    assert.equal(quoteText(text), expected);
    assert.ok(isPrintable(quoteText(text)));
  });
}

test('escapeUnprintable(text) is one line, escapeControls(text) as many as there are', () => {
  assert.equal(escapeUnprintable('a\tb\n\u200e\u001b'), 'a\\u0009b\\u000a\\u200e\\u001b');
  assert.equal(escapeControls('a\tb\n\u200e\u001b'), 'a\tb\n\u200e\\u001b');
});
