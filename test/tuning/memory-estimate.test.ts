import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBloomConfig } from '../../src/model/config/bloom-config.js';
import { checkMemory, estimateMemory } from '../../src/tuning/memory-estimate.js';

const tiny = parseBloomConfig({ vocab_size: 10, hidden_size: 4, n_head: 2, n_layer: 1 }, 8, 'test');
/** Embedding 40, three norms of 8 and one more, attention 60 + 20, feed-forward 80 + 68. */
const WEIGHTS = 40 + 4 * 8 + (12 * 4 + 12) + (4 * 4 + 4) + (16 * 4 + 16) + (4 * 16 + 4);
const batch = { rows: 2, time: 3, learnt: 5 };
/** Six tokens of 14 × 4 + 3 × 16 and 3 × 2 × 3 numbers, and 5 × 10 logits three times. */
const KEPT = 6 * (56 + 48 + 18) + 150;

test('estimateMemory(config, options) counts weights, what is learnt, and what is kept', () => {
  const needed = estimateMemory(tiny, { ...batch, trainable: 7 });
  assert.equal(needed, 4 * (WEIGHTS + 4 * 7 + 1.35 * KEPT));
});

test('estimateMemory(config, options) counts the weights as given and as learnt where all are', () => {
  const needed = estimateMemory(tiny, { ...batch, trainable: null });
  assert.equal(needed, 4 * (5 * WEIGHTS + 1.35 * KEPT));
});

test('checkMemory(needed, free) throws where it does not fit, and says what helps', () => {
  checkMemory(10, 10);
  assert.throws(() => checkMemory(3 * 2 ** 30, 2 ** 30), {
    name: 'RangeError',
    message:
      /^checkMemory: the run must fit into the 1\.0 GiB of memory that are free, got an estimate of 3\.0 GiB; /,
  });
});
