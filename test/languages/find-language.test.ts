import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLanguage } from '../../src/languages/find-language.js';

for (const [code, name] of [
  ['vi', 'Vietnamese'],
  ['vie', 'Vietnamese'],
  ['ps', 'Pashto'],
  ['pus', 'Pashto'],
] as const) {
  test(`findLanguage(${code}) finds ${name}`, () => assert.equal(findLanguage(code).name, name));
}

test('findLanguage(code) turns ISO 639-3 into 639-1 and back', () => {
  assert.equal(findLanguage('hrv').code, 'hr');
  assert.equal(findLanguage('hr').iso6393, 'hrv');
});

for (const [code, message] of [
  [
    'eus',
    'findLanguage: code must be one of the 52 languages’, got "eus"; near: es (Spanish), ps (Pashto), ru (Russian)',
  ],
  ['Finish', 'findLanguage: code must be one of the 52 languages’, got "Finish"; near: fi (Finnish)'],
  ['klingon', 'findLanguage: code must be one of the 52 languages’, got "klingon"'],
  ['', 'findLanguage: code must be one of the 52 languages’, got ""'],
] as const) {
  test(`findLanguage(${JSON.stringify(code)}) throws, naming what is near`, () => {
    assert.throws(() => findLanguage(code), { name: 'RangeError', message });
  });
}
