import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { loadTokenizer, type Tokenizer } from '../../../src/model/tokenizer/load-tokenizer.js';
import { readReference, referenceFile } from '../../reference-file.js';
import { withTemporaryFolder } from '../../temporary-folder.js';

type Kind = 'bloom' | 'gpt2' | 'mt5';

/** What test/reference/tokenizer_cases.py wrote of one tokenizer and one text. */
interface Result {
  readonly ids: readonly number[] | { readonly length: number; readonly sha256: string };
  /** Whether the end token is added. */
  readonly ends?: boolean;
  /** What the ids decode to, where it is not the text. */
  readonly decoded?: string;
  /** What the ids with special tokens decode to without these, where it is not the former. */
  readonly withoutSpecial?: string;
}
type Case = { readonly name: string; readonly piece: string; readonly count: number } & Readonly<
  Record<Kind, Result>
>;

const CASES = JSON.parse(
  gunzipSync(readFileSync(referenceFile('tokenizers/cases.json.gz'))).toString(),
) as Case[];

function load(kind: Kind): Tokenizer {
  return loadTokenizer(referenceFile(`tokenizers/${kind}`));
}

for (const kind of ['bloom', 'gpt2', 'mt5'] as const) {
  const tokenizer = load(kind);
  for (const { name, piece, count, [kind]: expected } of CASES) {
    test(`encode(text, options) and decode(ids, options) of ${kind} are Rust's for ${name}`, () => {
      const text = piece.repeat(count);
      const ids = tokenizer.encode(text, { addSpecialTokens: false });
      const complete = tokenizer.encode(text, { addSpecialTokens: true });
      assert.deepEqual(complete, expected.ends ? [...ids, tokenizer.eos?.id] : ids);
      if (!Array.isArray(expected.ids)) {
        const sha256 = createHash('sha256').update(ids.join(' ')).digest('hex');
        assert.deepEqual({ length: ids.length, sha256 }, expected.ids);
        return;
      }
      assert.deepEqual(ids, expected.ids);
      const decoded = expected.decoded ?? text;
      assert.equal(tokenizer.decode(ids), decoded);
      assert.equal(
        tokenizer.decode(complete, { skipSpecialTokens: true }),
        expected.withoutSpecial ?? decoded,
      );
    });
  }
}

// Sizes and ids as transformers' AutoTokenizer shows them.
for (const [kind, vocabularySize, bos, eos, pad] of [
  ['bloom', 3000, { text: '<s>', id: 1 }, { text: '</s>', id: 2 }, { text: '<pad>', id: 3 }],
  ['gpt2', 2000, { text: '<|endoftext|>', id: 0 }, { text: '<|endoftext|>', id: 0 }, null],
  ['mt5', 3000, null, { text: '</s>', id: 1 }, { text: '<pad>', id: 0 }],
] as const) {
  test(`loadTokenizer(folder) finds the special tokens of ${kind}`, () => {
    const tokenizer = load(kind);
    assert.deepEqual(
      [tokenizer.vocabularySize, tokenizer.bos, tokenizer.eos, tokenizer.pad],
      [vocabularySize, bos, eos, pad],
    );
  });
}

test('encode(text, options) takes lone surrogates for U+FFFD', () => {
  for (const kind of ['bloom', 'gpt2', 'mt5'] as const) {
    const tokenizer = load(kind);
    const options = { addSpecialTokens: false };
    assert.deepEqual(
      tokenizer.encode('a\ud800b\udc00', options),
      tokenizer.encode('a\ufffdb\ufffd', options),
    );
  }
});

test('decode(ids) throws where an id is not in the vocabulary', () => {
  for (const id of [3000, -1, 0.5]) {
    assert.throws(() => load('bloom').decode([5, id]), {
      name: 'RangeError',
      message: `decode: token ids must be in the vocabulary of 3000, got ${id}`,
    });
  }
});

/** A tokenizer of three letters. */
const SMALL = {
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
  model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] },
  added_tokens: [{ id: 3, content: '<s>', special: true }],
};

function loadFiles(files: Readonly<Record<string, unknown>>): Tokenizer {
  return withTemporaryFolder((folder) => {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return loadTokenizer(folder);
  });
}

test('loadTokenizer(folder) needs tokenizer.json only', () => {
  const tokenizer = loadFiles({ 'tokenizer.json': SMALL });
  assert.deepEqual(tokenizer.encode('abb<s>', { addSpecialTokens: true }), [2, 1, 3]);
  assert.equal(tokenizer.decode([]), '');
  assert.deepEqual(
    [tokenizer.vocabularySize, tokenizer.bos, tokenizer.eos, tokenizer.pad],
    [4, null, null, null],
  );
});

for (const [name, files, bos] of [
  ['an object', { 'tokenizer_config.json': { bos_token: { content: '<s>', lstrip: false } } }, '<s>'],
  ['special_tokens_map.json', { 'special_tokens_map.json': { bos_token: '<s>' } }, '<s>'],
  [
    'special_tokens_map.json first',
    { 'tokenizer_config.json': { bos_token: 'a' }, 'special_tokens_map.json': { bos_token: '<s>' } },
    '<s>',
  ],
  [
    'tokenizer_config.json alone where it lists the added tokens',
    {
      'tokenizer_config.json': { bos_token: 'a', added_tokens_decoder: {} },
      'special_tokens_map.json': { bos_token: '<s>' },
    },
    'a',
  ],
  ['a null, which is no token', { 'tokenizer_config.json': { bos_token: null } }, undefined],
] as const) {
  test(`loadTokenizer(folder) reads special tokens from ${name}`, () => {
    assert.equal(loadFiles({ 'tokenizer.json': SMALL, ...files }).bos?.text, bos);
  });
}

test("loadTokenizer(folder) gives T5's and GPT-2's usual special tokens where none are named", () => {
  const document = {
    ...SMALL,
    model: { type: 'Unigram', vocab: ['a', 'b', '<unk>'].map((piece) => [piece, -1]), unk_id: 0 },
    added_tokens: ['</s>', '<pad>'].map((content, index) => ({ id: 3 + index, content })),
  };
  const { eos, pad } = loadFiles({
    'tokenizer.json': document,
    'tokenizer_config.json': { tokenizer_class: 'T5TokenizerFast', extra_ids: 0 },
  });
  assert.deepEqual(
    [eos, pad],
    [
      { text: '</s>', id: 3 },
      { text: '<pad>', id: 4 },
    ],
  );
});

test('loadTokenizer(folder) splits the text of a T5 at white space, whatever its file says', () => {
  withTemporaryFolder((folder) => {
    const mt5 = readReference<Record<string, unknown>>('tokenizers/mt5/tokenizer.json');
    writeFileSync(
      join(folder, 'tokenizer.json'),
      JSON.stringify({ ...mt5, pre_tokenizer: { type: 'Metaspace' } }),
    );
    writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify({ tokenizer_class: 'T5Tokenizer' }));
    const text = 'a  b\n c ';
    const options = { addSpecialTokens: false };
    assert.deepEqual(loadTokenizer(folder).encode(text, options), load('mt5').encode(text, options));
  });
});

const template = (id: string, ids: readonly number[]) => ({
  type: 'TemplateProcessing',
  single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id, type_id: 0 } }],
  pair: [],
  special_tokens: { [id]: { id, ids, tokens: [id] } },
});
const changed = (changes: object) => ({ 'tokenizer.json': { ...SMALL, ...changes } });
const model = (changes: object) => changed({ model: { ...SMALL.model, ...changes } });

for (const [name, files, message] of [
  ['a folder without tokenizer.json', {}, /must hold tokenizer\.json, got none$/],
  [
    'a folder with SentencePiece only',
    { 'spiece.model': '' },
    /got none but "spiece\.model": AutoTokenizer\.from_pretrained/,
  ],
  ['half a file', { 'tokenizer.json': '{"model":' }, /tokenizer\.json: must be complete JSON$/],
  ['another model', model({ type: 'WordPiece' }), /tokenizer\.json: "model.type": Invalid/],
  [
    'a part that is not supported',
    changed({ normalizer: { type: 'BertNormalizer' } }),
    /"normalizer.type": Invalid option/,
  ],
  [
    'such a part inside of a sequence',
    changed({ pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Digits' }] } }),
    /"pre_tokenizer.pretokenizers.0.type": Invalid option/,
  ],
  ['negative ids', model({ vocab: { a: -1 } }), /"model.vocab.a": Too small: .* got -1$/],
  [
    'ids beyond any vocabulary',
    changed({ added_tokens: [{ id: 1e9, content: 'x' }] }),
    /"added_tokens.0.id": Too big/,
  ],
  [
    'empty added tokens',
    changed({ added_tokens: [{ id: 3, content: '' }] }),
    /"added_tokens.0.content": Too small/,
  ],
  [
    'tokens that must be words',
    changed({ added_tokens: [{ id: 3, content: 'x', single_word: true }] }),
    /"added_tokens.0.single_word"/,
  ],
  ['merges that are numbers', model({ merges: [1] }), /"model.merges/],
  [
    'merges of no vocabulary',
    model({ merges: ['a b', 'b a'] }),
    /"model.merges": each merge must be of two tokens/,
  ],
  ['merges of three', model({ merges: ['a b a'] }), /"model.merges": each merge must be of two tokens/],
  [
    'an unknown token of no vocabulary',
    model({ unk_token: 'x' }),
    /"model.unk_token": must be in the vocabulary/,
  ],
  [
    'a template of no vocabulary',
    changed({ post_processor: template('x', [3]) }),
    /got a template whose "x" is not one token of the vocabulary$/,
  ],
  [
    'a template of other ids',
    changed({ post_processor: template('<s>', [4]) }),
    /a template whose "<s>" is not one token/,
  ],
  [
    'a template that is none',
    changed({ post_processor: { type: 'TemplateProcessing' } }),
    /got a template whose fields are wrong: "single"/,
  ],
  ['random merges', model({ dropout: 0.1 }), /"model.dropout": Invalid input/],
  [
    'an unknown token that is none',
    changed({ model: { type: 'Unigram', vocab: [['a', 0]], unk_id: 1 } }),
    /"model.unk_id": must be in the vocabulary/,
  ],
  [
    'a pattern that is none',
    changed({ pre_tokenizer: { type: 'Split', pattern: { Regex: '(' }, behavior: 'Isolated' } }),
    /tokenizer\.json: must be a tokenizer that can be run, got Invalid regular expression/,
  ],
  [
    'a pattern that can backtrack without end',
    changed({
      pre_tokenizer: { type: 'Split', pattern: { Regex: '(\\w+\\s?)+$' }, behavior: 'Isolated' },
    }),
    /tokenizer\.json: patterns must not be able to backtrack without end, got "\(/,
  ],
  [
    'such a pattern in a replacement',
    changed({
      normalizer: {
        type: 'Sequence',
        normalizers: [{ type: 'Replace', pattern: { Regex: '(a|a)*b' }, content: '' }],
      },
    }),
    /patterns must not be able to backtrack without end, got "\(a\|a\)\*b"$/,
  ],
  [
    'a Split without a pattern',
    changed({ pre_tokenizer: { type: 'Split', behavior: 'Isolated' } }),
    /tokenizer\.json: "pre_tokenizer\.pattern": Invalid input$/,
  ],
  [
    'a Split whose pattern says neither text nor expression',
    changed({
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [{ type: 'Split', pattern: {}, behavior: 'Removed' }],
      },
    }),
    /tokenizer\.json: "pre_tokenizer\.pretokenizers\.0\.pattern": Invalid input$/,
  ],
  [
    'a Split without behaviour',
    changed({ pre_tokenizer: { type: 'Split', pattern: { String: 'a' } } }),
    /"pre_tokenizer\.behavior": Invalid option/,
  ],
  [
    'a Replace without a pattern',
    changed({ normalizer: { type: 'Replace', content: '' } }),
    /"normalizer\.pattern": Invalid input$/,
  ],
  [
    'a Replace without content',
    changed({ normalizer: { type: 'Replace', pattern: { String: 'a' } } }),
    /"normalizer\.content": Invalid input: expected string/,
  ],
  [
    'a Precompiled without its map',
    changed({ normalizer: { type: 'Precompiled' } }),
    /"normalizer\.precompiled_charsmap": Invalid input: expected string/,
  ],
  [
    'a Sequence of nothing',
    changed({ decoder: { type: 'Sequence' } }),
    /"decoder\.decoders": Invalid input: expected array/,
  ],
  [
    'a Metaspace of two signs',
    changed({ decoder: { type: 'Metaspace', replacement: '__' } }),
    /"decoder\.replacement": Too big.*, got "__"$/,
  ],
  [
    'a ByteLevel whose flag is a text',
    changed({ pre_tokenizer: { type: 'ByteLevel', use_regex: 'no' } }),
    /"pre_tokenizer\.use_regex": Invalid input: expected boolean, received string, got "no"$/,
  ],
  [
    'behaviour that is not supported',
    changed({ pre_tokenizer: { type: 'Split', pattern: { Regex: 'a' }, behavior: 'MergedWithNext' } }),
    /"pre_tokenizer.behavior": Invalid option/,
  ],
  [
    'a map of characters that is cut',
    changed({ normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' } }),
    /must be a tokenizer that can be run, got .*precompiled_charsmap must hold its trie, got 3 bytes$/,
  ],
  [
    'a special token that is a number',
    { 'tokenizer.json': SMALL, 'tokenizer_config.json': { eos_token: 1 } },
    /"eos_token": Invalid input/,
  ],
  [
    'an added token without text',
    {
      'tokenizer.json': SMALL,
      'tokenizer_config.json': { added_tokens_decoder: { 3: { special: true } } },
    },
    /tokenizer_config\.json: "added_tokens_decoder\.3\.content": Invalid input/,
  ],
  [
    'an added token of no id',
    {
      'tokenizer.json': SMALL,
      'tokenizer_config.json': { added_tokens_decoder: { '-1': { content: 'x' } } },
    },
    /tokenizer_config\.json: "added_tokens_decoder\.-1": Invalid/,
  ],
  [
    'extra tokens that are numbers',
    { 'tokenizer.json': SMALL, 'tokenizer_config.json': { extra_special_tokens: [1] } },
    /tokenizer_config\.json: "extra_special_tokens": Invalid input/,
  ],
  [
    'endless sentinels',
    { 'tokenizer.json': SMALL, 'tokenizer_config.json': { extra_ids: 1e9 } },
    /tokenizer_config\.json: "extra_ids": Too big/,
  ],
  [
    'ids of listed tokens that are none',
    { 'tokenizer.json': SMALL, 'added_tokens.json': { x: -1 } },
    /added_tokens\.json: "x": Too small/,
  ],
  [
    "a GPT-2's pieces",
    {
      'tokenizer.json': { ...SMALL, model: { type: 'Unigram', vocab: [['a', 0]], unk_id: 0 } },
      'tokenizer_config.json': { tokenizer_class: 'GPT2Tokenizer' },
    },
    /tokenizer\.json: the model must be BPE, as its tokenizer class makes it, got "Unigram"$/,
  ],
  [
    'a T5 without an end',
    {
      'tokenizer.json': { ...SMALL, model: { type: 'Unigram', vocab: [['a', 0]], unk_id: 0 } },
      'tokenizer_config.json': { tokenizer_class: 'T5Tokenizer', eos_token: null },
    },
    /a T5's tokenizer must have an end token, got none$/,
  ],
] as const) {
  test(`loadTokenizer(folder) throws for ${name}`, () => {
    assert.throws(() => loadFiles(files), { name: 'Error', message });
  });
}
