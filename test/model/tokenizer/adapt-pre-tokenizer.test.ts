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

for (const [name, part, expected] of [
  ['nothing as it is', null, null],
  ['another part as it is', split('a', 'Isolated'), split('a', 'Isolated')],
  ['WhitespaceSplit by a pattern', { type: 'WhitespaceSplit' }, split('\\s+', 'Removed')],
  [
    'ByteLevel without its pattern as it is',
    { type: 'ByteLevel', use_regex: false },
    { type: 'ByteLevel', use_regex: false },
  ],
  [
    'ByteLevel with a prefix space as it is',
    { type: 'ByteLevel', add_prefix_space: true },
    { type: 'ByteLevel', add_prefix_space: true },
  ],
  [
    'Metaspace with the splitting that it does by itself',
    { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first' },
    sequence({ ...metaspace('first'), replacement: '▁' }, split('▁[^▁]*', 'Isolated')),
  ],
  [
    'Metaspace of older files by its scheme',
    { type: 'Metaspace', add_prefix_space: false, split: false },
    { ...metaspace('never'), add_prefix_space: false, split: false },
  ],
  [
    'a plain text as an expression',
    { type: 'Split', pattern: { String: 'a.b' }, behavior: 'Removed', invert: true },
    { type: 'Split', pattern: { Regex: 'a\\.b' }, behavior: 'Removed', invert: true },
  ],
  [
    'what is isolated the same way either way round',
    { ...split('a', 'Isolated'), invert: true },
    split('a', 'Isolated'),
  ],
  [
    'parts of a sequence',
    sequence({ type: 'WhitespaceSplit' }, { type: 'ByteLevel', use_regex: false }),
    sequence(split('\\s+', 'Removed'), { type: 'ByteLevel', use_regex: false }),
  ],
] as const) {
  test(`adaptPreTokenizer(part) says ${name}`, () => {
    assert.deepEqual(adaptPreTokenizer(part), expected);
  });
}

test("adaptPreTokenizer(part) applies GPT-2's pattern apart from ByteLevel", () => {
  const adapted = adaptPreTokenizer({ type: 'ByteLevel', add_prefix_space: false });
  const [pattern, bytes] = (adapted?.pretokenizers ?? []) as readonly { type: string }[];
  assert.deepEqual([adapted?.type, pattern?.type], ['Sequence', 'Split']);
  assert.deepEqual(bytes, { type: 'ByteLevel', add_prefix_space: false, use_regex: false });
});
