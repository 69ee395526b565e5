import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBoundedPattern } from '../../src/base/check-bounded-pattern.js';

/** As tokenizers are checked: one loop that may have to be tried again, in few ways. */
const BOUND = { length: 100_000, ways: 3_200_000 };
const NAMES = { length: 64, ways: 2 ** 22 };

/** Patterns of published tokenizers, as the package @huggingface/tokenizers gives them to JavaScript. */
const REAL = {
  'GPT-2': "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
  BLOOM: ' ?[^\\s\\|\\[\\.,!\\?…。，、।۔،\\]]+',
  'Llama 3':
    "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
  'Qwen 2':
    "(?:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
  'GPT-4o':
    "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
  'mT5, double spaces': ' {2,}',
  'a word at a time': '\\w+|[^\\w\\s]+',
  'words in a loop': '(?:ab|cd|e)+f',
};

for (const [name, source] of Object.entries(REAL)) {
  test(`checkBoundedPattern(pattern, bound, place) is content with the pattern of ${name}`, () => {
    checkBoundedPattern(new RegExp(source, 'gu'), BOUND, 'here');
  });
}

for (const source of [
  '(a+)+b',
  '(a|a)*b',
  '(?:a|[ab])+c',
  '(a*)*',
  '(?:a?){50}b',
  '(?:a|a?){2,}',
  '((a{0,9}){0,9}){0,9}b',
  'a*a*b',
  '\\s+\\s+$',
  '.*.*=.*;',
  '([a-z]+,?)+x',
  '(?=(?:a+)+b)a',
  '(?<=(?:\\w|\\d)+)x',
  'a{0,99}a{0,99}a{0,99}b',
  '(?:ab|ac?)*d',
  '(a)\\1+b',
]) {
  test(`checkBoundedPattern(pattern, bound, place) refuses ${source}`, () => {
    assert.throws(() => checkBoundedPattern(new RegExp(source, 'gu'), BOUND, 'tokenizer.json'), {
      name: 'Error',
      message: `tokenizer.json: patterns must not be able to backtrack without end, got ${JSON.stringify(source)}`,
    });
  });
}

test('checkBoundedPattern(pattern, bound, place) allows more loops for shorter texts', () => {
  for (const [source, isAllowed] of [
    ['.*decoder.*(?:SelfAttention|EncDecAttention).*(?:q|v)', true],
    ['.*a.*b.*c.*d', true],
    ['.*a.*b.*c.*d.*e', false],
    ['(?:\\w+\\.)+q', false],
  ] as const) {
    const check = () => checkBoundedPattern(new RegExp(`^(?:${source})$`, 'u'), NAMES, 'here');
    if (isAllowed) check();
    else assert.throws(check, /must not be able to backtrack without end/);
  }
});
