import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveByAdamW } from '../../../src/tuning/learner/adamw.js';
import { assertClose } from '../../close.js';
import { readReference } from '../../reference-file.js';

/** Steps of PyTorch's AdamW in single precision. */
interface Move {
  readonly name: string;
  readonly learningRate: number;
  readonly betas: readonly [number, number];
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly start: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  /** The parameter after each step. */
  readonly values: readonly (readonly number[])[];
  /** Its moments after the last. */
  readonly first: readonly number[];
  readonly second: readonly number[];
}

const { moves } = readReference<{ moves: Move[] }>('tuning/optimiser.json');

/** PyTorch rounds to single precision after each operation, twelve steps long; ours does once a step. */
const ROUNDING = 2e-6;

/** Numbers as shares of others, so that small ones count as much as large ones; 0 by 0 is 1. */
function shares(actual: Iterable<number>, expected: readonly number[]): number[] {
  return Array.from(actual, (value, index) =>
    value === expected[index] ? 1 : value / (expected[index] ?? NaN),
  );
}

for (const { name, start, gradients, values, first, second, ...settings } of moves) {
  test(`moveByAdamW(parameter, gradient, step) moves as PyTorch does: ${name}`, () => {
    const parameter = {
      data: Float32Array.from(start),
      first: new Float32Array(start.length),
      second: new Float32Array(start.length),
    };
    for (const [index, gradient] of gradients.entries()) {
      moveByAdamW(parameter, Float32Array.from(gradient), {
        ...settings,
        step: index + 1,
        gradientFactor: 1,
      });
      assertClose(
        shares(parameter.data, values[index] ?? []),
        start.map(() => 1),
        ROUNDING,
        `step ${index + 1}`,
      );
    }
    assertClose(
      shares(parameter.first, first),
      start.map(() => 1),
      ROUNDING,
      'first moment',
    );
    assertClose(
      shares(parameter.second, second),
      start.map(() => 1),
      ROUNDING,
      'second moment',
    );
  });
}

test('moveByAdamW(parameter, gradient, step) multiplies the gradient by its factor, and leaves it as it is', () => {
  const [start, gradient] = [[1, -2], Float32Array.of(4, 8)];
  const settings = { learningRate: 0.5, step: 1, betas: [0.5, 0.75], epsilon: 1, weightDecay: 0.5 } as const;
  const parameter = {
    data: Float32Array.from(start),
    first: new Float32Array(2),
    second: new Float32Array(2),
  };
  moveByAdamW(parameter, gradient, { ...settings, gradientFactor: 0.5 });
  assert.deepEqual([...gradient], [4, 8]);
  // With gradients of 2 and 4 the means are half of these, the squares a quarter of 4 and 16.
  assert.deepEqual([...parameter.first], [1, 2]);
  assert.deepEqual([...parameter.second], [1, 4]);
  // Corrected, a mean over the root of a square plus epsilon is 2 / (2 + 1) and 4 / (4 + 1); a quarter decays.
  assertClose([...parameter.data], [0.75 - 0.5 * (2 / 3), -1.5 - 0.5 * (4 / 5)], 1e-7);
});
