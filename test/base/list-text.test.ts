import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listText } from '../../src/base/list-text.js';

for (const [title, actual, expected] of [
  ['listText(words) of nothing is empty', listText([]), ''],
  ['listText(words) of one is the word', listText(['a']), 'a'],
  ['listText(words) of three has commas and an and', listText(['a', 'b', 'c']), 'a, b and c'],
  ['listText(words, or) has an or', listText(['a', 'b', 'c'], 'or'), 'a, b or c'],
] as const) {
  test(title, () => assert.equal(actual, expected));
}
