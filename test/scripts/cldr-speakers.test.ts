import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cldrSpeakers } from '../../scripts/cldr-speakers.js';

test('cldrSpeakers(codes) sums territories and scripts, to three digits', () => {
  // Azerbaijani: 10.1 million in Latin, 1.2 in Cyrillic and 22.5 in Arabic letters. Tagalog is fil in CLDR.
  assert.deepEqual(
    [...cldrSpeakers(['tl', 'az'])],
    [
      ['tl', 73_200_000],
      ['az', 33_800_000],
    ],
  );
});

test('cldrSpeakers(codes) throws for a language that CLDR does not count', () => {
  assert.throws(() => cldrSpeakers(['af', 'xx']), {
    name: 'RangeError',
    message: 'cldrSpeakers: CLDR must list the language, got xx',
  });
});
