import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type EncodeOptions, encodePair } from '../../../src/corpus/encoding/encode-pair.js';
import type { CausalExample, Seq2SeqExample } from '../../../src/corpus/encoding/example.js';
import type { Pair } from '../../../src/corpus/pairs/pair.js';
import { readPairs } from '../../../src/corpus/pairs/read-pairs.js';
import { TEMPLATES } from '../../../src/corpus/templates/find-template.js';
import type { Template } from '../../../src/corpus/templates/template.js';
import { loadTokenizer } from '../../../src/model/tokenizer/load-tokenizer.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { wordTokenizer } from '../word-tokenizer.js';

/** As `test/reference/corpus.py` makes it: the first of the pairs, and 16 digits of SHA-256 for each. */
interface Encoding {
  readonly tokenizer: string;
  /** Most tokens of a pair, or of source and target. */
  readonly lengths: number | readonly [number, number];
  readonly first: CausalExample | Seq2SeqExample;
  readonly digests: readonly string[];
}

/** Every fourth pair of three languages, as the script takes them. */
async function referencePairs(): Promise<Pair[]> {
  const chosen: Pair[] = [];
  for (const language of ['et', 'th', 'ur']) {
    let row = 0;
    for await (const pair of readPairs(language, { folder: referenceFile('corpus') })) {
      if (row % 4 === 0) chosen.push(pair);
      row += 1;
    }
  }
  return chosen;
}

function lists(example: CausalExample | Seq2SeqExample): (readonly number[])[] {
  return 'ids' in example ? [example.ids, example.labels] : [example.source, example.target];
}

function digest(example: CausalExample | Seq2SeqExample): string {
  return createHash('sha256')
    .update(JSON.stringify(lists(example)))
    .digest('hex')
    .slice(0, 16);
}

for (const { tokenizer, lengths, first, digests } of readReference<{ encodings: Encoding[] }>('corpus.json')
  .encodings) {
  const name = tokenizer === 'mt5' ? 'bactrian-seq2seq' : 'bactrian';
  test(`encodePair(pair, { tokenizer: ${tokenizer} }) encodes as transformers does, to ${lengths} tokens`, async () => {
    const limits =
      typeof lengths === 'number'
        ? { maxLength: lengths }
        : { sourceLength: lengths[0], targetLength: lengths[1] };
    const options = {
      template: TEMPLATES[name],
      tokenizer: loadTokenizer(referenceFile(`tokenizers/${tokenizer}`)),
      ...limits,
    };
    const examples = (await referencePairs()).map((pair) => encodePair(pair, options).example);
    assert.deepEqual(lists(examples[0] ?? first), lists(first));
    assert.deepEqual(examples.map(digest), digests);
  });
}

const PAIR: Pair = { instruction: 'a bb', input: null, output: 'ccc dddd', id: 'x-0', language: 'et' };
const CAUSAL: Template = {
  kind: 'causal',
  withInput: '{instruction} {input} ',
  withoutInput: '{instruction} ',
};
const SEQ2SEQ: Template = { ...CAUSAL, kind: 'seq2seq' };
const WORDS: EncodeOptions = { template: CAUSAL, tokenizer: wordTokenizer() };
const ENDED: EncodeOptions = { template: SEQ2SEQ, tokenizer: wordTokenizer({ after: [1] }) };
const WHOLE = { tokens: 5, learntTokens: 3, fullTokens: 5, isTruncated: false, hasLostEos: false };
const CUT = { ...WHOLE, isTruncated: true, hasLostEos: true };

const CASES: readonly [name: string, options: EncodeOptions, expected: ReturnType<typeof encodePair>][] = [
  [
    'learns output and end of text',
    WORDS,
    { ...WHOLE, example: { ids: [11, 12, 13, 14, 1], labels: [-100, -100, 13, 14, 1] } },
  ],
  [
    'reports that the end of text is cut off',
    { ...WORDS, maxLength: 4 },
    { ...CUT, tokens: 4, learntTokens: 2, example: { ids: [11, 12, 13, 14], labels: [-100, -100, 13, 14] } },
  ],
  [
    'puts the end of text back where that is asked for',
    { ...WORDS, maxLength: 4, restoreEos: true },
    {
      ...CUT,
      tokens: 4,
      learntTokens: 2,
      hasLostEos: false,
      example: { ids: [11, 12, 13, 1], labels: [-100, -100, 13, 1] },
    },
  ],
  [
    'learns nothing where the prompt fills the row, nor puts the end of text there',
    { ...WORDS, maxLength: 2, restoreEos: true },
    { ...CUT, tokens: 2, learntTokens: 0, example: { ids: [11, 12], labels: [-100, -100] } },
  ],
  [
    'gives source and target their ends of text',
    ENDED,
    { ...WHOLE, tokens: 6, fullTokens: 6, example: { source: [11, 12, 1], target: [13, 14, 1] } },
  ],
  [
    'cuts a source without its end of text',
    { ...ENDED, sourceLength: 2 },
    { ...WHOLE, fullTokens: 6, isTruncated: true, example: { source: [11, 1], target: [13, 14, 1] } },
  ],
  [
    'cuts a target without its end of text',
    { ...ENDED, targetLength: 2 },
    {
      ...WHOLE,
      learntTokens: 2,
      fullTokens: 6,
      isTruncated: true,
      example: { source: [11, 12, 1], target: [13, 1] },
    },
  ],
];

for (const [name, options, expected] of CASES) {
  const { template, tokenizer: _, ...limits } = options;
  test(`encodePair(pair, ${JSON.stringify({ kind: template.kind, ...limits })}) ${name}`, () => {
    assert.deepEqual(encodePair(PAIR, options), expected);
  });
}

test('encodePair(pair, options) never gives more labels than ids where the output joins the prompt', () => {
  const eos = { text: 'z', id: 7 };
  const tokenizer = { eos, encode: (text: string) => (text.endsWith('z') ? [7] : [5, 6]) };
  const { example, learntTokens } = encodePair({ ...PAIR, output: '' }, { template: CAUSAL, tokenizer });
  assert.deepEqual(example, { ids: [7], labels: [-100] });
  assert.equal(learntTokens, 0);
});

test('encodePair(pair, options) learns no first token, which nothing predicts, and no empty response', () => {
  const template = { ...ENDED.template, withInput: '', withoutInput: '' };
  const bare = { ...WORDS, template: { ...template, kind: 'causal' as const }, tokenizer: wordTokenizer() };
  assert.equal(encodePair({ ...PAIR, output: '' }, bare).learntTokens, 0);
  const mute = encodePair({ ...PAIR, output: '' }, { ...ENDED, tokenizer: wordTokenizer() });
  assert.deepEqual([mute.learntTokens, mute.example], [0, { source: [11, 12], target: [] }]);
});

test('encodePair(pair, options) throws where an encoder would have nothing to read', () => {
  const template = { ...ENDED.template, withInput: ' ', withoutInput: ' ' };
  assert.throws(() => encodePair(PAIR, { ...ENDED, template, tokenizer: wordTokenizer() }), {
    name: 'RangeError',
    message: /^encodePair: the prompt of a pair must have a token, got none of ".*" in /,
  });
});

test('encodePair(pair, options) throws for a causal tokenizer without an end-of-text token', () => {
  assert.throws(
    () => encodePair(PAIR, { ...WORDS, tokenizer: { ...wordTokenizer(), eos: null } }),
    new RangeError('encodePair: a causal tokenizer must have an end-of-text token, got none'),
  );
});
