import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLanguages } from '../../src/languages/catalogue.js';
import { readPoolCoverage } from '../../src/languages/pool-coverage.js';

const coverage = readPoolCoverage();

test('readPoolCoverage() gives the 52 languages in the order of the catalogue', () => {
  assert.deepEqual(
    coverage.map(({ code }) => code),
    readLanguages().map(({ code }) => code),
  );
});

for (const [code, tasks, models] of [
  ['af', [], ['mGPT', 'mT5-xl']],
  ['ar', ['xnli', 'xstorycloze'], ['BLOOM', 'mGPT', 'mT5-xl']],
  ['zh', ['xnli', 'xcopa', 'xstorycloze', 'xwinograd', 'pawsx'], ['mT5-xl', 'BLOOM']],
  ['tl', [], ['mT5-xl', 'mGPT']],
] as const) {
  test(`readPoolCoverage() says what knows ${code}, whatever code the matrix lists it under`, () => {
    assert.deepEqual(
      coverage.find((language) => language.code === code),
      { code, tasks, models },
    );
  });
}
