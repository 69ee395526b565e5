import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adaptPreTokenizer } from '../../../src/model/tokenizer/adapt-pre-tokenizer.js';

const split = (pattern: string, behavior: string) => ({
  type: 'Split',
  pattern: { Regex: pattern },
  behavior,
  invert: false,
});
const sequence = (...pretokenizers: object[]) => ({ type: 'Sequence', pretokenizers });
const metaspace = (prepend_scheme: string) => ({ type: 'Metaspace', prepend_scheme });

for (const [name, part, tokenizerClass, expected] of [
  ['nothing as it is', null, undefined, null],
  ['another part as it is', split('a', 'Isolated'), 'BloomTokenizer', split('a', 'Isolated')],
  ['WhitespaceSplit by a pattern', { type: 'WhitespaceSplit' }, undefined, split('\\s+', 'Removed')],
  [
    'ByteLevel without its pattern as it is',
    { type: 'ByteLevel', use_regex: false },
    undefined,
    { type: 'ByteLevel', use_regex: false },
  ],
  [
    'ByteLevel with a prefix space as it is',
    { type: 'ByteLevel', add_prefix_space: true },
    undefined,
    { type: 'ByteLevel', add_prefix_space: true },
  ],
  [
    'Metaspace with the splitting that it does by itself',
    { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first' },
    undefined,
    sequence({ ...metaspace('first'), replacement: '▁' }, split('▁[^▁]*', 'Isolated')),
  ],
  [
    'Metaspace of older files by its scheme',
    { type: 'Metaspace', add_prefix_space: false, split: false },
    undefined,
    { ...metaspace('never'), add_prefix_space: false, split: false },
  ],
  [
    'parts of a sequence',
    sequence({ type: 'WhitespaceSplit' }, { type: 'ByteLevel', use_regex: false }),
    undefined,
    sequence(split('\\s+', 'Removed'), { type: 'ByteLevel', use_regex: false }),
  ],
  [
    "an mT5's whatever it is",
    { type: 'Metaspace', prepend_scheme: 'never' },
    'MT5TokenizerFast',
    sequence(
      split('\\s+', 'Removed'),
      sequence({ ...metaspace('always'), split: true }, split('▁[^▁]*', 'Isolated')),
    ),
  ],
] as const) {
  test(`adaptPreTokenizer(part, tokenizerClass) says ${name}`, () => {
    assert.deepEqual(adaptPreTokenizer(part, tokenizerClass), expected);
  });
}

test("adaptPreTokenizer(part, tokenizerClass) applies GPT-2's pattern apart from ByteLevel", () => {
  const adapted = adaptPreTokenizer({ type: 'ByteLevel', add_prefix_space: false }, 'GPT2Tokenizer');
  const [pattern, bytes] = (adapted?.pretokenizers ?? []) as readonly { type: string }[];
  assert.deepEqual([adapted?.type, pattern?.type], ['Sequence', 'Split']);
  assert.deepEqual(bytes, { type: 'ByteLevel', add_prefix_space: false, use_regex: false });
});
