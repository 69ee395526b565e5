import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipFactor, globalNorm } from '../../../src/tuning/learner/clip-gradients.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';

/** What `torch.nn.utils.clip_grad_norm_` makes of gradients. */
interface Clip {
  readonly clip: number;
  readonly gradients: readonly (readonly number[])[];
  readonly norm: number;
  readonly clipped: readonly (readonly number[])[];
}

const { clips } = readReference<{ clips: Clip[] }>('tuning/optimiser.json');

/** Ours reads the gradients in single precision. */
const ROUNDING = 1e-6;

for (const { clip, gradients, norm, clipped } of clips) {
  test(`clipFactor(globalNorm(gradients), ${clip}) clips a norm of ${norm.toPrecision(3)} as PyTorch does`, () => {
    const ours = globalNorm(gradients.map((values) => Float32Array.from(values)));
    assertClose(ours, norm, ROUNDING);
    const factor = clipFactor(ours, clip);
    assertClose(
      gradients.flat().map((value) => value * factor),
      clipped.flat(),
      ROUNDING,
    );
  });
}

test('globalNorm(arrays) is that of all numbers together, and 0 of none', () => {
  assert.equal(globalNorm([Float32Array.of(2, 3), Float32Array.of(6)]), 7);
  assert.equal(globalNorm([]), 0);
});

test('globalNorm(arrays) sums in double precision', () => {
  // In single precision 1 + 2⁻²⁵ is 1, however often it is added.
  const small = new Float32Array(2 ** 20).fill(2 ** -12.5);
  assertClose(globalNorm([Float32Array.of(1), small]), Math.sqrt(1 + 2 ** -5), 1e-8);
});

test('globalNorm(arrays) is no number, or endless, where one of them is', () => {
  assert.ok(Number.isNaN(globalNorm([Float32Array.of(1, NaN)])));
  assert.equal(globalNorm([Float32Array.of(1, -Infinity)]), Infinity);
});

for (const [norm, clip, factor] of [
  [5, null, 1],
  [0.5, 1, 1],
  [3, 1.5, 1.5 / 3.000001],
  [0, 1, 1],
] as const) {
  test(`clipFactor(${norm}, ${clip}) is ${factor}`, () => {
    assert.equal(clipFactor(norm, clip), factor);
  });
}
