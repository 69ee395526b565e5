import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNearWord } from '../../src/base/near-word.js';

for (const [written, meant, expected, how] of [
  ['geo', 'geo', true, 'equal'],
  ['GEO', 'geo', true, 'equal but for case'],
  ['gea', 'geo', true, 'one letter changed'],
  ['ge', 'geo', true, 'one letter left out'],
  ['geoo', 'geo', true, 'one letter added'],
  ['goe', 'geo', true, 'two neighbours swapped'],
  ['Finish', 'Finnish', true, 'one of two equal letters left out'],
  ['oeg', 'geo', false, 'more than neighbours moved'],
  ['gxy', 'geo', false, 'two letters changed'],
  ['g', 'geo', false, 'two letters left out'],
  ['', 'geo', false, 'nothing written'],
] as const) {
  test(`isNearWord(${written}, ${meant}) is ${expected}: ${how}`, () => {
    assert.equal(isNearWord(written, meant), expected);
  });
}
