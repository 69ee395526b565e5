import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorMessage } from '../../src/base/caught-error.js';

for (const [name, thrown, expected] of [
  ['an error', new RangeError('too far'), 'too far'],
  ['text', 'words', 'words'],
  ['nothing', undefined, 'undefined'],
] as const) {
  test(`errorMessage(${name}) is ${expected}`, () => {
    assert.equal(errorMessage(thrown), expected);
  });
}
