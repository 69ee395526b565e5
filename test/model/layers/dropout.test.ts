import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/backend/start-backend.js';
import { SmallFastCounter } from '../../../src/base/random/small-fast-counter.js';
import { drawDropoutMask } from '../../../src/model/layers/dropout.js';

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

/** Factors of a new generator. */
function draw(count: number, rate: number, seed = 1): Float32Array {
  const factors = drawDropoutMask(new SmallFastCounter(seed))([count], rate);
  assert.ok(factors !== null);
  const values = factors.dataSync() as Float32Array;
  factors.dispose();
  return values;
}

/** Asserts that a count of so many tries is within five standard deviations of what chance gives. */
function assertChance(count: number, tries: number, probability: number, message: string): void {
  const spread = Math.sqrt(tries * probability * (1 - probability));
  assert.ok(
    Math.abs(count - tries * probability) <= 5 * spread,
    `${message}: ${count} of ${tries}, where ${tries * probability} ± ${spread} are expected`,
  );
}

const COUNT = 1_000_000;

for (const rate of [0.001, 0.05, 0.1, 0.5, 0.9, 0.999]) {
  test(`drawDropoutMask(random)(shape, ${rate}) drops that share, and each element apart from its neighbours`, () => {
    const factors = draw(COUNT, rate);
    const isDropped = (index: number): boolean => factors[index] === 0;
    let [dropped, beside, twoApart] = [0, 0, 0];
    for (let index = 0; index < COUNT; index += 1) {
      if (!isDropped(index)) continue;
      dropped += 1;
      if (isDropped(index + 1)) beside += 1;
      if (isDropped(index + 2)) twoApart += 1;
    }
    assertChance(dropped, COUNT, rate, 'dropped');
    // Were an element to say anything of the next, the share of dropped ones after dropped ones would differ.
    assertChance(beside, dropped, rate, 'dropped after a dropped one');
    assertChance(twoApart, dropped, rate, 'dropped two after a dropped one');
    const kept = Math.fround(1 / (1 - rate));
    assert.ok(
      factors.every((factor) => factor === 0 || factor === kept),
      `others are ${kept}`,
    );
  });
}

test('drawDropoutMask(random)(shape, rate) has gaps that are geometric', () => {
  const rate = 0.2;
  const factors = draw(COUNT, rate);
  const gaps = Array<number>(12).fill(0);
  let last = -1;
  let total = 0;
  for (let index = 0; index < COUNT; index += 1) {
    if (factors[index] !== 0) continue;
    const gap = index - last - 1;
    gaps[gap] = (gaps[gap] ?? 0) + 1;
    [last, total] = [index, total + 1];
  }
  for (let gap = 0; gap < 12; gap += 1) {
    assertChance(gaps[gap] ?? 0, total, rate * (1 - rate) ** gap, `gaps of ${gap}`);
  }
});

test('drawDropoutMask(random)(shape, rate) drops the first element as often as any', () => {
  const random = new SmallFastCounter(5);
  const factorsOf = drawDropoutMask(random);
  let dropped = 0;
  for (let time = 0; time < 5000; time += 1) {
    tf.tidy(() => {
      if (factorsOf([1], 0.3)?.dataSync()[0] === 0) dropped += 1;
    });
  }
  assertChance(dropped, 5000, 0.3, 'dropped');
});

for (const [rate, dropped] of [
  [1e-12, 0],
  [Number.MIN_VALUE, 0],
  [1 - 2 ** -40, 10_000],
] as const) {
  test(`drawDropoutMask(random)(shape, ${rate}) drops ${dropped} of 10,000`, () => {
    const factors = draw(10_000, rate);
    assert.equal(factors.filter((factor) => factor === 0).length, dropped);
    assert.ok(factors.every((factor) => factor === 0 || factor === 1));
  });
}

test('drawDropoutMask(random)(shape, 0) is null and draws nothing', () => {
  const random = new SmallFastCounter(1);
  const state = random.save();
  assert.equal(drawDropoutMask(random)([3, 4], 0), null);
  assert.equal(random.save(), state);
});

test('drawDropoutMask(random)(shape, rate) gives the shape that is asked for, and one tensor', () => {
  const count = tf.memory().numTensors;
  const factors = drawDropoutMask(new SmallFastCounter(1))([2, 3, 4], 0.5);
  assert.deepEqual([factors?.shape, factors?.dtype], [[2, 3, 4], 'float32']);
  assert.equal(tf.memory().numTensors, count + 1);
  factors?.dispose();
});

test('drawDropoutMask(random)(shape, rate) gives the same from the same state, and others afterwards', () => {
  assert.deepEqual(draw(1000, 0.3, 4), draw(1000, 0.3, 4));
  assert.notDeepEqual(draw(1000, 0.3, 4), draw(1000, 0.3, 5));
  const random = new SmallFastCounter(4);
  const factorsOf = drawDropoutMask(random);
  tf.tidy(() => {
    const first = factorsOf([1000], 0.3)?.dataSync();
    const state = random.save();
    const second = factorsOf([1000], 0.3)?.dataSync();
    assert.notDeepEqual(second, first);
    random.restore(state);
    assert.deepEqual(factorsOf([1000], 0.3)?.dataSync(), second);
  });
});
