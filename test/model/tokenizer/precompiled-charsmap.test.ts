import assert from 'node:assert/strict';
import { test } from 'node:test';
import { precompiledCharsmap } from '../../../src/model/tokenizer/precompiled-charsmap.js';
import { readReference } from '../../reference-file.js';

const { normalizer } = readReference<{ normalizer: { precompiled_charsmap: string } }>(
  'tokenizers/mt5/tokenizer.json',
);
const normalize = precompiledCharsmap(normalizer.precompiled_charsmap, 'a.json');

// Expected: `normalizer.normalize_str` of the Python package tokenizers 0.23.3 with the same map.
for (const [name, text, expected] of [
  ['ASCII as it is', 'It is 3~4.', 'It is 3~4.'],
  ['white space as spaces', 'a\r\nb\u3000c\ufeffd\u200ce', 'a b c d e'],
  ['but not U+0085, as the map was compiled', 'a\x85b', 'a\x85b'],
  ['controls as nothing', '\x7fq\x8f', 'q'],
  ['compatibility characters as what they stand for', '① ～ 각', '1 ～ 각'],
  ['a short cluster as a whole', 'e\u0301', 'é'],
  ['a cluster whose beginning alone is known without its rest', 'ﬁ\u0301x ①\u0301', 'fix 1'],
  ['a long cluster character by character', '\uff71\uff9e \u1eb9\u0302', '\u30a2\u3099 \u1eb9\u0302'],
  ['clusters without a mark', '\u0e33a\u0e33 1🏻 \u200dx', '\u0e4d\u0e32a\u0e4d\u0e32 1🏻 \u200dx'],
  ['the sign for a space and U+FFFD as spaces', '▁▁a\ufffd', '  a '],
] as const) {
  test(`precompiledCharsmap(base64, place)(text) gives ${name}`, () => {
    assert.equal(normalize(text), expected);
  });
}

for (const [name, base64, bytes] of [
  ['is empty', '', 0],
  ['has a trie that is longer than it', Buffer.from([8, 0, 0, 0, 1, 2, 3, 4]).toString('base64'), 8],
  ['has a trie of half a unit', Buffer.from([2, 0, 0, 0, 1, 2]).toString('base64'), 6],
] as const) {
  test(`precompiledCharsmap(base64, place) throws where the map ${name}`, () => {
    assert.throws(() => precompiledCharsmap(base64, 'a.json'), {
      name: 'Error',
      message: `a.json: precompiled_charsmap must hold its trie, got ${bytes} bytes`,
    });
  });
}

test('precompiledCharsmap(base64, place)(text) survives a trie that leads nowhere', () => {
  const map = Buffer.alloc(12, 0xff);
  map.writeUInt32LE(8);
  assert.equal(precompiledCharsmap(map.toString('base64'), 'a.json')('aé'), 'aé');
});
