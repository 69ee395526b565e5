import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { lang2vecPath, readLang2vec } from '../../src/languages/lang2vec.js';
import {
  readUrielCodes,
  readUrielFeatures,
  URIEL_FEATURES,
  type UrielFeatureName,
} from '../../src/languages/uriel.js';
import { matrixRow } from '../../src/records/matrix.js';
import { npyFile, npyHeader, npyNumbers, npyTexts } from '../base/npy-file.js';
import { readReference } from '../reference-file.js';
import { smallUriel } from './small-uriel.js';

const wheel = smallUriel();

test('readUrielFeatures(codes, typo) joins syntax, phonology and inventory, and names the missing and the equal', () => {
  assert.deepEqual(readUrielFeatures(['eus', 'aaa', 'yor', 'zul'], 'typo', { wheel }), {
    kind: 'vectors',
    name: 'typo',
    title: 'typology (URIEL, lang2vec 1.1.2)',
    codes: ['eus', 'yor', 'zul'],
    matrix: {
      rows: 3,
      columns: 5,
      // 0.1 in single precision.
      values: Float64Array.of(6, 9, 8, 7, Math.fround(0.1), 1, 4, 3, 2, 5, 1, 4, 3, 2, 5),
    },
    features: ['S_SVO', 'S_SOV', 'P_TONE', 'INV_P', 'INV_B'],
    missing: ['aaa'],
    equal: [['yor', 'zul']],
  });
});

for (const [name, features, values] of [
  ['syntax', ['S_SVO', 'S_SOV'], [1, 4]],
  ['phonology', ['P_TONE'], [3]],
  ['inventory', ['INV_P', 'INV_B'], [2, 5]],
] as const) {
  test(`readUrielFeatures(codes, ${name}) takes its own features only`, () => {
    const table = readUrielFeatures(['yor'], name, { wheel });
    assert.deepEqual(table.features, features);
    assert.deepEqual([...table.matrix.values], values);
  });
}

for (const [code, written, message] of [
  ['af', '"af"', 'codes must be ISO 639-3, three small letters, got "af"'],
  ['ENG', '"ENG"', 'codes must be ISO 639-3, three small letters, got "ENG"'],
  ['eus', '"eus" twice', 'codes must be there once, got eus again'],
] as const) {
  test(`readUrielFeatures(codes, name) throws for the code ${written}`, () => {
    assert.throws(() => readUrielFeatures(['eus', code], 'typo', { wheel }), {
      name: 'RangeError',
      message: `readUrielFeatures: ${message}`,
    });
  });
}

test('readUrielFeatures(codes, name) throws where URIEL knows none of the languages', () => {
  for (const codes of [[], ['aaa', 'bbb']]) {
    assert.throws(() => readUrielFeatures(codes, 'typo', { wheel }), {
      name: 'RangeError',
      message: 'readUrielFeatures: URIEL must know one of the codes, got none that it knows',
    });
  }
});

for (const [name, message] of [
  [
    'learn',
    'learn is a pickled Python object in lang2vec and not opened; readFeatures has it for 36 languages',
  ],
  ['sem', `name must be one of ${URIEL_FEATURES.join(', ')}, got "sem"`],
] as const) {
  test(`readUrielFeatures(codes, ${name}) throws`, () => {
    assert.throws(() => readUrielFeatures(['eus'], name as UrielFeatureName, { wheel }), {
      name: 'RangeError',
      message: `readUrielFeatures: ${message}`,
    });
  });
}

const PLACE = 'lang2vec/data/feature_predictions.npz';
const BAD: readonly (readonly [name: string, change: Record<string, Uint8Array | null>, message: string])[] =
  [
    ['lacks a member', { 'langs.npy': null }, `${PLACE}: langs.npy is missing`],
    [
      'holds a pickle',
      { 'data.npy': npyFile(npyHeader('|O', []), new Uint8Array(8)) },
      `${PLACE}, data.npy: Python objects are not read, since unpickling runs code`,
    ],
    [
      'has numbers in place of codes',
      { 'langs.npy': npyNumbers([1, 2, 3], [3]) },
      `${PLACE}, langs.npy: a list of texts was expected`,
    ],
    [
      'has numbers of another shape',
      { 'data.npy': npyNumbers([1, 2, 3], [3, 1, 1]) },
      `${PLACE}, data.npy: numbers of shape 3 × 5 × 1 were expected, got 3 × 1 × 1`,
    ],
    [
      'has texts in place of numbers',
      { 'data.npy': npyTexts(['a']) },
      `${PLACE}, data.npy: numbers of shape 3 × 5 × 1 were expected, got 1`,
    ],
  ];

for (const [name, change, message] of BAD) {
  test(`readUrielFeatures(codes, name) throws where the table ${name}`, () => {
    assert.throws(() => readUrielFeatures(['eus'], 'typo', { wheel: smallUriel(change) }), { message });
  });
}

test('readUrielFeatures(codes, name) throws where the wheel does not hold the table', () => {
  assert.throws(() => readUrielFeatures(['eus'], 'geo', { wheel }), {
    message: 'lang2vec: lang2vec/data/geocoord_features.npz is missing',
  });
});

interface Described {
  readonly size: number;
  readonly sha256: string;
}

const OTHERS = readReference<{ others: Record<string, Record<string, Described>> }>(
  'language-features.json',
).others;
const skip = existsSync(lang2vecPath())
  ? false
  : 'lang2vec is not in the user cache (lingtune features fetch)';

for (const name of URIEL_FEATURES) {
  test(`readUrielFeatures(codes, ${name}) is equal to lang2vec's vectors in every bit`, { skip }, () => {
    const codes = Object.keys(OTHERS[name] ?? {});
    const { matrix, missing } = readUrielFeatures(codes, name);
    assert.deepEqual([codes.length, missing], [4, []]);
    for (const [index, code] of codes.entries()) {
      const row = matrixRow(matrix, index);
      const sha256 = createHash('sha256').update(new Uint8Array(row.slice().buffer)).digest('hex');
      assert.deepEqual(
        [row.length, sha256],
        [OTHERS[name]?.[code]?.size, OTHERS[name]?.[code]?.sha256],
        code,
      );
    }
  });
}

test('readUrielCodes() gives the 7,970 languages of URIEL in alphabetical order', { skip }, () => {
  const codes = readUrielCodes({ wheel: readLang2vec() });
  assert.deepEqual([codes.length, codes[0], codes.at(-1)], [7970, 'aaa', 'zzj']);
});
