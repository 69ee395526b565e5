import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likeliestToken, type Sampling, tokenChooser } from '../../../src/model/generate/choose-token.js';
import { assertClose } from '../../close.js';

const LOGITS = [3, 2, 1, 0].map((power) => power * Math.LN2);

test('likeliestToken(logits) gives the first of the highest logits', () => {
  assert.equal(likeliestToken([0.5, 2, -1, 2]), 1);
  assert.equal(likeliestToken([-Infinity, -3]), 1);
});

const REFUSED: readonly [logits: readonly number[], message: string][] = [
  [[1, Number.NaN], 'likeliestToken: logits must be numbers, got NaN at 1'],
  [[-Infinity], 'likeliestToken: a logit must be above −Infinity, got none'],
  [[], 'likeliestToken: a logit must be above −Infinity, got none'],
];

for (const [logits, message] of REFUSED) {
  test(`likeliestToken([${logits}]) throws: ${message}`, () => {
    assert.throws(() => likeliestToken(logits), { name: 'Error', message });
  });
}

function draw(sampling: Sampling, count: number): number[] {
  const choose = tokenChooser(sampling);
  return Array.from({ length: count }, () => choose(LOGITS));
}

test('tokenChooser(null) takes the likeliest token', () => {
  assert.equal(tokenChooser(null)(LOGITS), 0);
});

test('tokenChooser(sampling) draws the same tokens from the same seed, and others from another', () => {
  assert.deepEqual(draw({ seed: 3 }, 50), draw({ seed: 3 }, 50));
  assert.notDeepEqual(draw({ seed: 3 }, 50), draw({ seed: 4 }, 50));
  assert.deepEqual(draw({}, 50), draw({ seed: 0 }, 50));
});

test('tokenChooser(sampling) draws each token as often as the filter says', () => {
  const count = 20_000;
  const drawn = draw({ topK: 3, seed: 1 }, count);
  const shares = LOGITS.map((_, id) => drawn.filter((other) => other === id).length / count);
  // Five standard deviations of the largest share.
  assertClose(shares, [4 / 7, 2 / 7, 1 / 7, 0], (5 * Math.sqrt((4 / 7) * (3 / 7))) / Math.sqrt(count));
});

test('tokenChooser(sampling) refuses a filter and a seed out of range before it draws', () => {
  assert.throws(() => tokenChooser({ topP: 2 }), { name: 'RangeError', message: /^checkFilter: topP/ });
  assert.throws(() => tokenChooser({ seed: -1 }), { name: 'RangeError', message: /^NumpyRandom: seed/ });
});
