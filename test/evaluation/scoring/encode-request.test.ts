import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Variant } from '../../../src/benchmarks/benchmark-task.js';
import { encodeRequest } from '../../../src/evaluation/scoring/encode-request.js';
import { loadTokenizer } from '../../../src/model/tokenizer/load-tokenizer.js';
import type { Scorer, ScoringTokenizer } from '../../../src/records/scorer.js';
import { readReference, referenceFile } from '../../reference-file.js';

type Pair<Value> = readonly [context: Value, continuation: Value];
type Model = Pick<Scorer, 'kind' | 'tokenizer' | 'maxLength'>;

interface Encodings extends Record<'bloom' | 'gpt2' | 'mt5', readonly Pair<number[]>[]> {
  readonly requests: readonly Pair<string>[];
}

const ENCODINGS = readReference<Encodings>('evaluation/encodings.json');
const KINDS = { bloom: 'causal', gpt2: 'causal', mt5: 'seq2seq' } as const;

for (const name of ['bloom', 'gpt2', 'mt5'] as const) {
  test(`encodeRequest(request, ${name}, "current") gives the tokens of lm-evaluation-harness 0.4.13`, () => {
    const model = {
      kind: KINDS[name],
      tokenizer: loadTokenizer(referenceFile(`tokenizers/${name}`)),
      maxLength: 2048,
    };
    for (const [index, [context, continuation]] of ENCODINGS.requests.entries()) {
      const sequence = encodeRequest({ context, continuation }, model, 'current');
      const message = JSON.stringify([context, continuation]);
      assert.deepEqual([sequence.context, sequence.continuation], ENCODINGS[name][index], message);
    }
  });
}

/** Letters as tokens, `ab` as one; `<` in front and `>` at the end are special tokens that it adds by itself. */
const IDS: Readonly<Record<string, number>> = { '<': 1, '>': 2, ' ': 3, a: 4, b: 5, c: 6, ab: 7 };
const tokens = (text: string): number[] => (text.match(/ab|./g) ?? []).map((piece) => IDS[piece] ?? 0);
const START = { text: '<', id: 1 };
const END = { text: '>', id: 2 };
const causalTokenizer: ScoringTokenizer = {
  encode: (text, { addSpecialTokens }) => [...(addSpecialTokens ? [1] : []), ...tokens(text)],
  bos: START,
  eos: END,
};
const seq2seqTokenizer: ScoringTokenizer = {
  encode: (text, { addSpecialTokens }) => [...tokens(text), ...(addSpecialTokens ? [2] : [])],
  bos: null,
  eos: END,
};
const CAUSAL: Model = { kind: 'causal', tokenizer: causalTokenizer, maxLength: 100 };
const SEQ2SEQ: Model = { kind: 'seq2seq', tokenizer: seq2seqTokenizer, maxLength: 100 };

// Worked out by hand from the rules.
const CASES: [title: string, Model, Variant, Pair<string>, Pair<number[]>][] = [
  [
    'moves blanks to the continuation',
    CAUSAL,
    'current',
    ['a ', 'b'],
    [
      [1, 4],
      [3, 5],
    ],
  ],
  [
    'cuts the continuation after as many tokens as the context has',
    CAUSAL,
    'current',
    ['ca', 'bc'],
    [[1, 6, 4], [6]],
  ],
  ['adds no second beginning', CAUSAL, 'current', ['<a', 'c'], [[1, 4], [6]]],
  ['takes the beginning for an empty context', CAUSAL, 'current', ['', 'ac'], [[1], [4, 6]]],
  ['takes a beginning that the continuation brings', CAUSAL, 'current', ['', '<ac'], [[1], [4, 6]]],
  [
    'takes the end where there is no beginning',
    { ...CAUSAL, tokenizer: { ...causalTokenizer, bos: null } },
    'current',
    ['', 'a'],
    [[2], [4]],
  ],
  [
    'encodes both sides by themselves',
    SEQ2SEQ,
    'current',
    ['a ', 'bc'],
    [
      [4, 2],
      [3, 5, 6],
    ],
  ],
  ['scores no end token after an empty context', SEQ2SEQ, 'current', ['', 'c'], [[2], [6]]],
  ['adds no special token', CAUSAL, 'paper', ['a', 'c'], [[4], [6]]],
  ['takes the end for an empty context', CAUSAL, 'paper', ['', 'ac'], [[2], [4, 6]]],
  ['takes the end even where the continuation brings it', CAUSAL, 'paper', ['', '>a'], [[2], [2, 4]]],
  ['cuts encoder-decoder texts out of one as well', SEQ2SEQ, 'paper', ['ca', 'bc'], [[6, 4], [6]]],
  ['scores the end token after an empty context', SEQ2SEQ, 'paper', ['', 'c'], [[2], [6, 2]]],
  [
    'keeps as much of the context as the model reads',
    { ...CAUSAL, maxLength: 3 },
    'current',
    ['aac', 'bc'],
    [
      [4, 6],
      [5, 6],
    ],
  ],
  [
    'keeps what fits exactly',
    { ...CAUSAL, maxLength: 4 },
    'current',
    ['ac', 'bc'],
    [
      [1, 4, 6],
      [5, 6],
    ],
  ],
  [
    'keeps one token of context at least',
    { ...CAUSAL, maxLength: 2 },
    'current',
    ['aac', 'bc'],
    [[6], [5, 6]],
  ],
  [
    'cuts the source alone',
    { ...SEQ2SEQ, maxLength: 2 },
    'current',
    ['aac', 'bc'],
    [
      [6, 2],
      [5, 6],
    ],
  ],
];

for (const [title, model, variant, [context, continuation], expected] of CASES) {
  test(`encodeRequest(request, ${model.kind}, "${variant}") ${title}`, () => {
    const sequence = encodeRequest({ context, continuation }, model, variant);
    assert.deepEqual([sequence.context, sequence.continuation], expected);
  });
}

const withoutTokens: Model = { ...CAUSAL, tokenizer: { ...causalTokenizer, bos: null, eos: null } };
const REFUSED: [title: string, Model, Variant, Pair<string>, string][] = [
  [
    'refuses an empty continuation',
    CAUSAL,
    'current',
    ['a', ''],
    'a continuation must have 1..100 tokens, got 0 of ""',
  ],
  [
    'refuses a continuation that the context swallows',
    CAUSAL,
    'current',
    ['a', 'b'],
    'a continuation must have 1..100 tokens, got 0 of "b"',
  ],
  [
    'refuses a continuation that is too long',
    { ...CAUSAL, maxLength: 2 },
    'current',
    ['a', 'ccc'],
    'a continuation must have 1..2 tokens, got 3 of "ccc"',
  ],
  [
    'refuses a blank context',
    CAUSAL,
    'paper',
    [' ', 'a'],
    'a context must be empty or have a token, got none of " "',
  ],
  [
    'refuses a tokenizer without special tokens',
    withoutTokens,
    'current',
    ['', 'a'],
    'the tokenizer must have a beginning- or end-of-text token to stand for an empty context, got none',
  ],
  [
    'refuses a tokenizer without end',
    { ...CAUSAL, tokenizer: { ...causalTokenizer, eos: null } },
    'paper',
    ['', 'a'],
    'the tokenizer must have an end-of-text token to stand for an empty context, got none',
  ],
];

for (const [title, model, variant, [context, continuation], message] of REFUSED) {
  test(`encodeRequest(request, ${model.kind}, "${variant}") ${title}`, () => {
    assert.throws(() => encodeRequest({ context, continuation }, model, variant), {
      name: 'RangeError',
      message: `encodeRequest: ${message}`,
    });
  });
}
