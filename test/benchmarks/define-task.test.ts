import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { defineTask } from '../../src/benchmarks/define-task.js';
import { pawsx } from '../../src/benchmarks/pawsx.js';
import { xcopa } from '../../src/benchmarks/xcopa.js';
import { xnli } from '../../src/benchmarks/xnli.js';
import { xstorycloze } from '../../src/benchmarks/xstorycloze.js';
import { xwinograd } from '../../src/benchmarks/xwinograd.js';

const colours = defineTask({
  name: 'colours',
  dataset: { name: 'org/colours', split: 'test' },
  groupVersion: '2.0',
  words: { en: 'is', de: 'ist' },
  fields: z.object({ thing: z.string(), colour: z.int() }),
  process: (fields) => (fields.thing === '' ? null : fields),
  choices: ({ thing }, is) =>
    ['red', 'blue'].map((name) => ({ context: `${thing} ${is}`, continuation: name })),
  gold: ({ colour }) => colour,
});
const options = { language: 'de', variant: 'current', place: 'row 3' } as const;

test('defineTask(definition) sets what most benchmarks have', () => {
  const { prefix, languages, versions, delimiters } = colours;
  assert.deepEqual(
    { prefix, languages, versions, delimiters },
    {
      prefix: 'colours',
      languages: ['en', 'de'],
      versions: { current: 1, paper: 1 },
      delimiters: { current: ' ', paper: ' ' },
    },
  );
});

test('read(row) keeps the order of the fields and those that the prompts do not need', () => {
  const document = colours.read({ id: 7, colour: 1n, thing: 'Himmel' }, options);
  assert.deepEqual(document, {
    fields: { id: 7, colour: 1, thing: 'Himmel' },
    requests: [
      { context: 'Himmel ist', continuation: ' red' },
      { context: 'Himmel ist', continuation: ' blue' },
    ],
    gold: 1,
    target: '1',
  });
  assert.deepEqual(Object.keys(document?.fields ?? {}), ['id', 'colour', 'thing']);
});

test('read(row) gives null for a document that the benchmark leaves out', () => {
  assert.equal(colours.read({ thing: '', colour: 0 }, options), null);
});

const story = {
  input_sentence_1: 'a',
  input_sentence_2: 'b',
  input_sentence_3: 'c',
  input_sentence_4: 'd',
  sentence_quiz1: 'e',
  sentence_quiz2: 'f',
};
const pair = { premise: 'P.', choice1: 'a', choice2: 'b', question: 'cause' };
const gap = { sentence: 'a _ b', option1: 'x', option2: 'y' };

const REFUSED: [title: string, read: () => unknown, message: string][] = [
  [
    'read(row) refuses another language',
    () => colours.read({}, { ...options, language: 'fr' }),
    'colours: language must be one of en, de, got fr',
  ],
  [
    'read(row) refuses a language that objects inherit',
    () => colours.read({}, { ...options, language: 'toString' }),
    'colours: language must be one of en, de, got toString',
  ],
  [
    'read(row) refuses a missing field and one of another kind',
    () => colours.read({ colour: 'red' }, options),
    "row 3: the fields must be the benchmark's, got thing: Invalid input: expected string, received undefined; colour: Invalid input: expected number, received string",
  ],
  [
    'read(row) refuses a text',
    () => colours.read('x', options),
    'row 3: a document must be an object with fields, got string',
  ],
  [
    'read(row) refuses null',
    () => colours.read(null, options),
    'row 3: a document must be an object with fields, got null',
  ],
  [
    'read(row) refuses a list',
    () => colours.read([], options),
    'row 3: a document must be an object with fields, got a list',
  ],
  [
    'read(row) of xnli refuses the label −1 of a set without answers',
    () => xnli.read({ premise: 'a', hypothesis: 'b', label: -1 }, options),
    "row 3: the fields must be the benchmark's, got label: Too small: expected number to be >=0",
  ],
  [
    'read(row) of pawsx refuses a third label',
    () => pawsx.read({ sentence1: 'a', sentence2: 'b', label: 2 }, options),
    "row 3: the fields must be the benchmark's, got label: Too big: expected number to be <=1",
  ],
  [
    'read(row) of xcopa refuses an empty choice, which has no first letter',
    () => xcopa.read({ ...pair, choice2: '', label: 0 }, { ...options, language: 'et' }),
    "row 3: the fields must be the benchmark's, got choice2: Too small: expected string to have >=1 characters",
  ],
  [
    'read(row) of xstorycloze refuses the ending 0',
    () => xstorycloze.read({ ...story, answer_right_ending: 0 }, { ...options, language: 'en' }),
    "row 3: the fields must be the benchmark's, got answer_right_ending: Too small: expected number to be >=1",
  ],
  [
    'read(row) of xwinograd refuses a sentence without a gap',
    () => xwinograd.read({ ...gap, sentence: 'a b', answer: '1' }, { ...options, language: 'en' }),
    'row 3: the fields must be the benchmark\'s, got sentence: Invalid string: must include "_"',
  ],
  [
    'read(row) of xwinograd refuses the answer 3',
    () => xwinograd.read({ ...gap, answer: '3' }, { ...options, language: 'en' }),
    'row 3: the fields must be the benchmark\'s, got answer: Invalid option: expected one of "1"|"2"',
  ],
];

for (const [title, read, message] of REFUSED) {
  test(title, () => assert.throws(read, { message }));
}

test('read(row) leaves a PAWS-X document without a sentence out of the current variant', () => {
  for (const sentence2 of ['', null]) {
    assert.equal(pawsx.read({ sentence1: 'a', sentence2, label: 0 }, options), null);
  }
});

const DEFINITION = {
  name: 'own',
  dataset: { name: 'org/own', split: 'test' },
  words: { en: null },
  fields: z.object({}),
  choices: () => [],
  gold: () => 0,
};

for (const [title, change, message] of [
  [
    'a name that no file could have',
    { name: '../own' },
    'defineTask: names of a benchmark and its languages must be letters, digits, _, - and ., got "../own"',
  ],
  ['no language', { words: {} }, 'defineTask: words of own must have a language, got none'],
  ['a chance in per cent', { chance: 50 }, 'defineTask: chance of own must be in 0..1, got 50'],
] as const) {
  test(`defineTask(definition) refuses ${title}`, () => {
    assert.throws(() => defineTask({ ...DEFINITION, ...change }), { name: 'RangeError', message });
  });
}

test('defineTask(definition) knows neither title nor chance where none is said', () => {
  const { title, shortTitle, chance, isoCodes } = defineTask(DEFINITION);
  assert.deepEqual(
    { title, shortTitle, chance, isoCodes },
    {
      ...{ title: 'own', shortTitle: 'own', chance: null, isoCodes: {} },
    },
  );
});
