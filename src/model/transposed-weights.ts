/** Weights that stay as they are, kept a second time the other way up, for products that are faster so. */
import type * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../backend/native-operation.js';
import { type Weights, weightOf } from './weights.js';

/** What may be kept twice: models of more bytes are tuned without, since their memory is dearer than the time. */
const MOST_BYTES = 256 * 2 ** 20;

/** Whether weights of so many numbers together are few enough to be kept twice. */
export function isWorthTransposing(numbers: number): boolean {
  return numbers * Float32Array.BYTES_PER_ELEMENT <= MOST_BYTES;
}

/**
 * Transposes some weights, or none where they are too many or TensorFlow does not run on a processor. It multiplies with a
 * matrix that lies the other way up to a third slower.
 * @param names of weights [n, m].
 * @returns each as [m, n]; the caller owns them.
 * @throws Error where a weight is missing.
 */
export function transposeWeights(weights: Weights, names: readonly string[]): Map<string, tf.Tensor2D> {
  const matrices = names.map((name) => [name, weightOf(weights, name)] as const);
  const numbers = matrices.reduce((sum, [, { size }]) => sum + size, 0);
  if (!hasOwnOperations() || !isWorthTransposing(numbers)) return new Map();
  return new Map(
    matrices.map(([name, matrix]) => [
      name,
      ...ownOperation<[tf.Tensor2D]>('LingtuneTranspose', [matrix], 1),
    ]),
  );
}
