import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { HIDDEN } from '../../../src/model/layers/attention.js';
import { encodeSources, selectSources } from '../../../src/model/score/encode-sources.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** An encoder whose states are the token and its tenfold, and which is told apart by the batches that it gets. */
function echo(batches: number[][]) {
  return {
    encode: ({ ids }: { ids: tf.Tensor2D }) => {
      batches.push(ids.shape);
      const column = tf.reshape(tf.cast(ids, 'float32'), [-1, 1]);
      return tf.concat([column, tf.mul(column, 10)], 1) as tf.Tensor2D;
    },
  };
}

test('encodeSources(model, sources, options) batches by length and keeps the states without padding', async () => {
  const tensorsBefore = tf.memory().numTensors;
  const batches: number[][] = [];
  const pause = () => Promise.resolve();
  const encoded = await encodeSources(echo(batches), [[1], [2, 3, 4], [5, 6]], { tokenBudget: 6, pause });
  assert.deepEqual(batches, [
    [2, 3],
    [1, 1],
  ]);
  assert.deepEqual(encoded.spans, [
    { start: 5, length: 1 },
    { start: 0, length: 3 },
    { start: 3, length: 2 },
  ]);
  const rows = [2, 3, 4, 5, 6, 1].map((id) => [id, 10 * id]);
  assert.deepEqual(encoded.states.arraySync(), rows);
  assert.equal(tf.memory().numTensors, tensorsBefore + 1);

  const { states, mask, ofRow } = selectSources(encoded, [2, 0, 2]);
  // Each source once; the padding is any token.
  assert.deepEqual(states.arraySync().slice(0, 3), [
    [5, 50],
    [6, 60],
    [1, 10],
  ]);
  assert.equal(states.shape[0], 4);
  assert.deepEqual([...mask.dataSync()], [0, 0, 0, Math.fround(HIDDEN)]);
  assert.deepEqual([...ofRow.dataSync()], [0, 1, 0]);
  tf.dispose([encoded.states, states, mask, ofRow]);
  assert.equal(tf.memory().numTensors, tensorsBefore);
});

test('encodeSources(model, sources, options) passes on what pause throws, and nothing leaks', async () => {
  const tensorsBefore = tf.memory().numTensors;
  const stop = new Error('stop');
  const batches: number[][] = [];
  const pause = async () => {
    if (batches.length === 1) throw stop;
  };
  await assert.rejects(encodeSources(echo(batches), [[1], [2]], { tokenBudget: 1, pause }), stop);
  assert.equal(tf.memory().numTensors, tensorsBefore);
});
