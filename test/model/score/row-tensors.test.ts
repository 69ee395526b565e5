import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { paddingMask, rowTensors, sourceTensors } from '../../../src/model/score/row-tensors.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** A mask as a picture: a cross where a token may look. */
const picture = (mask: tf.Tensor4D) =>
  (tf.unstack(tf.squeeze(mask, [1])) as tf.Tensor2D[]).map((row) =>
    row.arraySync().map((line) => line.map((value) => (value === 0 ? 'x' : '.')).join('')),
  );

test('rowTensors(rows) lets branches see the trunk and themselves, counts positions on from it, and pads', () => {
  const tensorsBefore = tf.memory().numTensors;
  tf.tidy(() => {
    const { ids, positions, mask } = rowTensors([
      { ids: [5, 6, 7, 8, 9], trunk: 2, branchEnds: [4, 5], targets: [] },
      { ids: [4], trunk: 1, branchEnds: [1], targets: [] },
    ]);
    assert.deepEqual(ids.arraySync(), [
      [5, 6, 7, 8, 9],
      [4, 0, 0, 0, 0],
    ]);
    assert.deepEqual(positions.arraySync(), [
      [0, 1, 2, 3, 2],
      [0, 0, 0, 0, 0],
    ]);
    assert.deepEqual(mask.shape, [2, 1, 5, 5]);
    assert.deepEqual(picture(mask), [
      ['x....', 'xx...', 'xxx..', 'xxxx.', 'xx..x'],
      ['x....', '.x...', '..x..', '...x.', '....x'],
    ]);
  });
  assert.equal(tf.memory().numTensors, tensorsBefore);
});

test('sourceTensors(sources) pads on the right, and the mask hides the padding', () => {
  tf.tidy(() => {
    const { ids, mask } = sourceTensors([[3], [4, 5, 6]]);
    assert.deepEqual(ids.arraySync(), [
      [3, 0, 0],
      [4, 5, 6],
    ]);
    assert.deepEqual(mask.shape, [2, 1, 1, 3]);
    assert.deepEqual(picture(mask), [['x..'], ['xxx']]);
  });
});

test('paddingMask(lengths) is as long as the longest', () => {
  tf.tidy(() => assert.deepEqual(picture(paddingMask([2, 1])), [['xx'], ['x.']]));
});
