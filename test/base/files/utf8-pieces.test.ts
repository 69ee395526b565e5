import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8Pieces } from '../../../src/base/files/utf8-pieces.js';

test('utf8Pieces(place) decodes bytes however they are cut, without a byte order mark', () => {
  const text = 'aé中😀\uFEFFz';
  const bytes = Buffer.from(`\uFEFF${text}`);
  for (let length = 1; length <= bytes.length; length++) {
    const decoder = utf8Pieces('a');
    let decoded = '';
    const piece = Buffer.alloc(length);
    for (let start = 0; start < bytes.length; start += length) {
      // The same buffer again and again, as files are read.
      const count = bytes.copy(piece, 0, start, start + length);
      decoded += decoder.push(piece.subarray(0, count));
    }
    decoder.end();
    assert.equal(decoded, text);
  }
});

for (const [name, bytes] of [
  ['a byte that begins nothing', [0x61, 0xff, 0x62]],
  ['a lone continuation', [0x80]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['a character that is cut', [0x61, 0xe4, 0xb8]],
  ['a character too long', [0xf8, 0x88, 0x80, 0x80, 0x80]],
] as const) {
  test(`utf8Pieces(place) throws for ${name}`, () => {
    for (const length of [1, bytes.length]) {
      const decoder = utf8Pieces('a.csv');
      assert.throws(() => {
        for (let start = 0; start < bytes.length; start += length) {
          decoder.push(Uint8Array.from(bytes.slice(start, start + length)));
        }
        decoder.end();
      }, /^Error: a\.csv: the file must be UTF-8, got /);
    }
  });
}
