import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCoverage, readLanguages } from '../../src/languages/catalogue.js';

test('readLanguages() gives the 52 languages in alphabetical order, each code once', () => {
  const languages = readLanguages();
  const codes = languages.map(({ code }) => code);
  assert.equal(new Set(codes).size, 52);
  assert.deepEqual(codes, [...codes].sort());
  assert.equal(new Set(languages.map(({ iso6393 }) => iso6393)).size, 52);
});

test('readLanguages() says everything of a language', () => {
  assert.deepEqual(
    readLanguages().find(({ code }) => code === 'tl'),
    {
      code: 'tl',
      iso6393: 'tgl',
      name: 'Tagalog',
      family: 'Austronesian',
      subfamily: 'Nuclear Austronesian',
      wordOrders: ['VSO'],
      script: 'Latin',
      latitude: 14.1,
      longitude: 121.7,
      // CLDR 48 counts 73.198 million, under its code fil.
      speakers: 73_200_000,
      tableRow: 8,
    },
  );
});

test('readLanguages() has every language on the globe and spoken', () => {
  for (const { code, latitude, longitude, speakers } of readLanguages()) {
    assert.ok(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180, code);
    assert.ok(speakers > 100_000 && speakers < 2e9, code);
  }
});

test('readCoverage() gives 131 codes, and what knows them', () => {
  const coverage = readCoverage();
  assert.equal(coverage.length, 131);
  assert.deepEqual(
    coverage.find(({ code }) => code === 'ht'),
    { code: 'ht', tasks: ['xcopa'], models: ['mT5-xl'] },
  );
});
