import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDifferent } from '../../src/charts/check-different.js';

test('checkDifferent(what, names) names the first name that stands there twice', () => {
  checkDifferent('chart: names', ['a', 'b']);
  assert.throws(() => checkDifferent('chart: names', ['a', 'b', 'b', 'a']), {
    name: 'RangeError',
    message: 'chart: names must be different, got b again',
  });
});
