import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textStream } from '../../../src/model/generate/text-stream.js';
import { loadTokenizer } from '../../../src/model/tokenizer/load-tokenizer.js';
import { readReference, referenceFile } from '../../reference-file.js';

const SENTENCES = readReference<Record<string, string>>('tokenizers/sentences.json');

for (const kind of ['bloom', 'gpt2', 'mt5']) {
  test(`textStream(tokenizer of ${kind}) gives pieces of whole characters that add up to the text`, () => {
    const tokenizer = loadTokenizer(referenceFile(`tokenizers/${kind}`));
    const texts = [...Object.values(SENTENCES), '👩‍👩‍👧 और 𝕬 ok'];
    for (const text of texts) {
      const ids = tokenizer.encode(text, { addSpecialTokens: true });
      const stream = textStream(tokenizer);
      const pieces = [...ids.map((id) => stream.add(id)), stream.end()];
      assert.ok(pieces.every((piece) => !piece.includes('\uFFFD')));
      assert.equal(pieces.join(''), tokenizer.decode(ids, { skipSpecialTokens: true }));
      assert.equal(stream.text, pieces.join(''));
    }
  });
}

/** Bytes as tokens, as many tokenizers have them. */
const BYTES = {
  hasToken: (id: number) => id < 256,
  decode: (ids: readonly number[]) => new TextDecoder().decode(Uint8Array.from(ids)),
};

const CASES: readonly [name: string, bytes: readonly number[], pieces: readonly string[]][] = [
  [
    'waits until a character is whole',
    [0x61, 0xf0, 0x9f, 0x98, 0x80, 0x62],
    ['a', '', '', '', '😀', 'b', ''],
  ],
  ['gives bytes that are no character once it is clear', [0xc3, 0x28, 0x29], ['', '\uFFFD(', ')', '']],
  ['gives an unfinished character at the end', [0x61, 0xe0, 0xb8], ['a', '', '', '\uFFFD']],
  ['leaves out ids that are no tokens', [0x61, 300, 0x62], ['a', '', 'b', '']],
];

for (const [name, bytes, expected] of CASES) {
  test(`textStream(tokenizer) ${name}`, () => {
    const stream = textStream(BYTES);
    assert.deepEqual([...bytes.map((byte) => stream.add(byte)), stream.end()], expected);
    assert.equal(stream.text, expected.join(''));
  });
}
