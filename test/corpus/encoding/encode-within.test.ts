import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeWithin } from '../../../src/corpus/encoding/encode-within.js';
import { type AddedTokens, wordTokenizer } from '../word-tokenizer.js';

const TEXT = 'a bb ccc';
const CASES: readonly [name: string, added: AddedTokens, maxLength: number, ids: readonly number[]][] = [
  ['gives a text that fits whole', {}, 3, [11, 12, 13]],
  ['cuts the end', {}, 2, [11, 12]],
  ['keeps a special token at the end', { after: [1] }, 3, [11, 12, 1]],
  ['keeps a special token at the beginning', { before: [0] }, 3, [0, 11, 12]],
  ['keeps special tokens on both sides', { before: [0, 11], after: [1] }, 4, [0, 11, 11, 1]],
];

for (const [name, added, maxLength, ids] of CASES) {
  test(`encodeWithin(text, tokenizer, ${maxLength}) ${name}`, () => {
    const fullLength = 3 + (added.before?.length ?? 0) + (added.after?.length ?? 0);
    assert.deepEqual(encodeWithin(TEXT, wordTokenizer(added), maxLength), { ids, fullLength });
  });
}

test('encodeWithin(text, tokenizer, maxLength) throws where no token fits', () => {
  assert.throws(
    () => encodeWithin(TEXT, wordTokenizer(), 0),
    new RangeError('encodeWithin: maxLength must be an integer in 1..9007199254740991, got 0'),
  );
  assert.throws(
    () => encodeWithin(TEXT, wordTokenizer({ before: [0], after: [1] }), 2),
    new RangeError('encodeWithin: maxLength must be above the 2 special tokens that each text gets, got 2'),
  );
});
