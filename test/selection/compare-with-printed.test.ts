import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWithPrinted, type PrintedComparison } from '../../src/selection/compare-with-printed.js';
import { selectLanguages } from '../../src/selection/select-languages.js';
import { LINE } from './small-languages.js';

/** b, d and f, of which d is tied with e. */
const SELECTION = selectLanguages(LINE, { strategy: 'kmeans', count: 3 });

const NONE = { swapped: [], onlyOurs: [], onlyPrinted: [] };
const CASES: readonly (readonly [printed: string, expected: PrintedComparison])[] = [
  ['f b d', { ...NONE, agrees: 'letter' }],
  ['b e f', { ...NONE, agrees: 'ties', swapped: [{ ours: 'd', printed: 'e' }] }],
  ['a d f', { ...NONE, agrees: 'no', onlyOurs: ['b'], onlyPrinted: ['a'] }],
  ['a e f', { agrees: 'no', swapped: [{ ours: 'd', printed: 'e' }], onlyOurs: ['b'], onlyPrinted: ['a'] }],
  ['b d e f', { ...NONE, agrees: 'no', onlyPrinted: ['e'] }],
  ['b f', { ...NONE, agrees: 'no', onlyOurs: ['d'] }],
];

for (const [printed, expected] of CASES) {
  test(`compareWithPrinted(b d f with d = e, ${printed}) says ${expected.agrees}`, () => {
    assert.deepEqual(compareWithPrinted(SELECTION, printed.split(' ')), expected);
  });
}

test('compareWithPrinted(selection, printed) throws for a language printed twice', () => {
  assert.throws(() => compareWithPrinted(SELECTION, ['b', 'd', 'b']), {
    name: 'RangeError',
    message: 'compareWithPrinted: printed must hold each language once, got b again',
  });
});
