import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pair } from '../../../src/corpus/pairs/pair.js';
import { findTemplate, TEMPLATES } from '../../../src/corpus/templates/find-template.js';
import { renderPrompt, type Template } from '../../../src/corpus/templates/template.js';

const PAIR: Pair = {
  instruction: 'Võta kokku.',
  input: 'Pikk tekst',
  output: 'Tekst',
  id: 'dolly-1',
  language: 'et',
};
const OWN: Template = {
  kind: 'causal',
  withInput: '[{language}] {instruction} {{input}} {"a": 1} {instruction}\n',
  withoutInput: '[{language}] {instruction}\n',
};

const PROMPTS: readonly [name: string, pair: Partial<Pair>, template: string | Template, expected: string][] =
  [
    ['an input', {}, 'bactrian', '### Input:\nVõta kokku.\n\nPikk tekst\n\n### Output:\n'],
    ['no input', { input: null }, 'bactrian', '### Input:\nVõta kokku.\n\n### Output:\n'],
    ['an empty input', { input: '' }, 'bactrian', '### Input:\nVõta kokku.\n\n\n\n### Output:\n'],
    ['an input', {}, 'bactrian-seq2seq', 'Võta kokku.\nPikk tekst'],
    ['no input', { input: null }, 'bactrian-seq2seq', 'Võta kokku.'],
    ['an empty input', { input: '' }, 'bactrian-seq2seq', 'Võta kokku.\n'],
    ['braces of its own', {}, OWN, '[et] Võta kokku. {Pikk tekst} {"a": 1} Võta kokku.\n'],
    [
      "a field's name in the instruction",
      { instruction: '{input} $& $1' },
      'bactrian-seq2seq',
      '{input} $& $1\nPikk tekst',
    ],
  ];

for (const [name, pair, template, expected] of PROMPTS) {
  const label = typeof template === 'string' ? template : 'own';
  test(`renderPrompt(pair, ${label}) renders a pair with ${name}`, () => {
    assert.equal(renderPrompt({ ...PAIR, ...pair }, findTemplate(template)), expected);
  });
}

test('findTemplate(template) gives templates by name, and a template of one’s own', () => {
  assert.equal(findTemplate('bactrian'), TEMPLATES.bactrian);
  assert.equal(findTemplate(OWN), OWN);
});

const ERRORS: readonly [name: string, template: string | Template, message: string][] = [
  ['an unknown name', 'alpaca', `template must be bactrian, bactrian-seq2seq or one's own, got "alpaca"`],
  [
    'a name of every object',
    'toString',
    `template must be bactrian, bactrian-seq2seq or one's own, got "toString"`,
  ],
  ['an unknown kind', { ...OWN, kind: 'masked' as 'causal' }, 'kind must be causal or seq2seq, got "masked"'],
  ['no instruction', { ...OWN, withoutInput: 'Hi' }, 'withoutInput must hold {instruction}, got "Hi"'],
  [
    'no place for the input',
    { ...OWN, withInput: '{instruction}' },
    'withInput must hold {input}, got "{instruction}"',
  ],
  [
    'a slip in a field',
    { ...OWN, withInput: '{instruction} {input} {langauge}' },
    'fields of withInput must be of {instruction}, {input}, {language}, got {langauge}; near: {language}',
  ],
  [
    'an input where there is none',
    { ...OWN, withoutInput: '{instruction} {input}' },
    'fields of withoutInput must be of {instruction}, {language}, got {input}',
  ],
];

for (const [name, template, message] of ERRORS) {
  test(`findTemplate(template) throws for ${name}`, () => {
    assert.throws(() => findTemplate(template), new RangeError(`findTemplate: ${message}`));
  });
}
