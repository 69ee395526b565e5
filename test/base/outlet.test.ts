import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guardStream, rewriteLine, writeAsIs } from '../../src/base/outlet.js';

/** A guarded stream that writes down what reaches it. */
function guarded() {
  const written: string[] = [];
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    written.push(String(chunk));
    for (const callback of rest) if (typeof callback === 'function') callback();
    return true;
  };
  const stream = { write, getColorDepth: () => 24 };
  guardStream(stream);
  return { stream, written };
}

for (const [name, text, expected] of [
  ['lines, tabs and line ends of Windows', 'a\tb\nc\r\nd', 'a\tb\nc\r\nd'],
  ['a clipboard sequence', '\u001b]52;c;aGk=\u0007', '\\u001b]52;c;aGk=\\u0007'],
  ['controls of the second block', '\u009b31m\u0085', '\\u009b31m\\u0085'],
  ['a return that would overwrite its line', 'failed\rpassed', 'failed\\u000dpassed'],
  ['backspaces, bells and deletes', '\b\u0007\u007f\u0000', '\\u0008\\u0007\\u007f\\u0000'],
  ['text that turns about', 'a\u202eb\u202c\u2066c\u2069', 'a\\u202eb\\u202c\\u2066c\\u2069'],
  ['marks that scripts need', 'می\u200cخواهم \u200f!', 'می\u200cخواهم \u200f!'],
  ['half of a surrogate pair, and a whole one', '\ud800 😀', '\\ud800 😀'],
] as const) {
  test(`guardStream(stream) lets out ${name} as a reader may see it`, () => {
    const { stream, written } = guarded();
    stream.write(text);
    assert.deepEqual(written, [expected]);
  });
}

test('guardStream(stream) keeps JSON the JSON that it is', () => {
  const { stream, written } = guarded();
  const value = { name: 'a\u0085\u001b]0;t\u0007\u202e\u007f\n' };
  stream.write(JSON.stringify(value));
  assert.match(written.join(''), /^[\x20-\x7e]+$/);
  assert.deepEqual(JSON.parse(written.join('')), value);
});

test('guardStream(stream) reads bytes as text, also where a chunk ends within a character', () => {
  const { stream, written } = guarded();
  const bytes = Buffer.from('é\u009b😀');
  for (const byte of bytes) stream.write(Uint8Array.of(byte));
  assert.equal(written.join(''), 'é\\u009b😀');
});

test('guardStream(stream) calls back, and has no colours', () => {
  const { stream } = guarded();
  const called: string[] = [];
  const { write } = stream as unknown as NodeJS.WriteStream;
  write('a', () => called.push('two'));
  write('a', 'utf8', () => called.push('three'));
  assert.deepEqual(called, ['two', 'three']);
  assert.equal(stream.getColorDepth(), 1);
});

test('writeAsIs(stream, text) and rewriteLine(stream, text) go round the guard, the text of the line escaped', () => {
  const { stream, written } = guarded();
  writeAsIs(stream, '\u001b[31m\u202e');
  rewriteLine(stream, 'load\n\u001b[2J');
  assert.deepEqual(written, ['\u001b[31m\u202e', '\r\u001b[2Kload\\u000a\\u001b[2J']);
  const bare: string[] = [];
  rewriteLine({ write: (text: string | Uint8Array) => bare.push(String(text)) > 0 }, 'x');
  assert.deepEqual(bare, ['\r\u001b[2Kx'], 'where nothing is guarded');
});
