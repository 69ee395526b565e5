import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restoreUtil } from '../../src/backend/restore-util.js';

test('restoreUtil(target) adds two functions', () => {
  const target: Record<string, (value: unknown) => boolean> = {};
  restoreUtil(target);
  const answers = [null, undefined, 0, [], ''].map((value) => [
    target.isNullOrUndefined?.(value),
    target.isArray?.(value),
  ]);
  assert.deepEqual(answers, [
    [true, false],
    [true, false],
    [false, false],
    [false, true],
    [false, false],
  ]);
});

test('restoreUtil(target) replaces what warns', () => {
  const target = {
    isArray: (): boolean => assert.fail('isArray is deprecated'),
  };
  restoreUtil(target);
  assert.equal(target.isArray(), false);
});
