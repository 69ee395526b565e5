import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backendWish } from '../../src/backend/backend-wish.js';

const CASES: readonly [text: string | undefined, expected: string | null][] = [
  [undefined, null],
  ['', null],
  ['tensorflow', 'tensorflow'],
  ['gpu', 'tensorflow-gpu'],
  ['tensorflow-gpu', 'tensorflow-gpu'],
  ['wasm', 'wasm'],
];

for (const [text, expected] of CASES) {
  test(`backendWish(${JSON.stringify(text)}) is ${expected}`, () => {
    assert.equal(backendWish(text), expected);
  });
}

test('backendWish(text) refuses another name', () => {
  assert.throws(() => backendWish('tpu'), {
    name: 'RangeError',
    message: 'LINGTUNE_BACKEND must be tensorflow, gpu or wasm, got "tpu"',
  });
});
