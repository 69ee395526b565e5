import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { matmulSpeed } from '../../src/backend/matmul-speed.js';
import { startBackend } from '../../src/backend/start-backend.js';

test('matmulSpeed({ size, repeats }) measures what is possible, and leaves no tensor', async () => {
  await startBackend({ name: 'wasm' });
  const before = tf.memory().numTensors;
  const speed = await matmulSpeed({ size: 64, repeats: 2 });
  // Slower than a pocket calculator or faster than any WebAssembly would be a mistake of units.
  assert.ok(speed > 0.001 && speed < 1000, `${speed} GFLOP/s`);
  assert.equal(tf.memory().numTensors, before);
});

const REFUSALS: readonly [options: { size?: number; repeats?: number }, message: string][] = [
  [{ size: 0 }, 'matmulSpeed: size must be an integer in 1..46340, got 0'],
  [{ repeats: 0 }, 'matmulSpeed: repeats must be an integer in 1..46340, got 0'],
];

for (const [options, message] of REFUSALS) {
  test(`matmulSpeed(${JSON.stringify(options)}) is refused`, async () => {
    await assert.rejects(matmulSpeed(options), { name: 'RangeError', message });
  });
}
