/** Norms over the last axis, with their derivatives written by hand. */
import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';
import { customOperation } from './custom-operation.js';

/**
 * Layer normalisation over the last axis, with its derivative written by hand.
 * @param x [n, width].
 * @param scale [width].
 * @param shift [width].
 * @param epsilon is added to the variance.
 * @param isTrained whether scale and shift have gradients.
 * @returns (x − mean) / √(variance + epsilon) · scale + shift, [n, width].
 * Source: Ba et al. 2016 (arXiv 1607.06450); equal to PyTorch's `LayerNorm`.
 */
export function layerNorm(
  x: tf.Tensor2D,
  scale: tf.Tensor1D,
  shift: tf.Tensor1D,
  epsilon: number,
  isTrained = true,
): tf.Tensor2D {
  if (hasOwnOperations()) return fusedLayerNorm(x, scale, shift, epsilon, isTrained);
  const stretch = (rows: tf.Tensor) => tf.add(tf.mul(rows, scale), shift); // [n, width]
  if (isTrained) return stretch(standardise(x, epsilon)) as tf.Tensor2D;
  return standardise(x, epsilon, { stretch, shrink: (dy) => tf.mul(dy, scale) });
}

/** The same in one pass forward and one backward, or two where scale and shift have gradients. */
function fusedLayerNorm(
  x: tf.Tensor2D,
  scale: tf.Tensor1D,
  shift: tf.Tensor1D,
  epsilon: number,
  isTrained: boolean,
): tf.Tensor2D {
  return customOperation(
    isTrained ? [x, scale, shift] : [x],
    () => {
      const [value, mean, inverse] = ownOperation<[tf.Tensor2D, tf.Tensor, tf.Tensor]>(
        'LingtuneLayerNorm',
        [x, scale, shift],
        3,
        epsilon,
      );
      return { value, kept: [x, scale, mean, inverse] };
    },
    (dy, kept) => {
      const [rows, factors, mean, inverse] = kept as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const ofRows = ownOperation('LingtuneLayerNormGrad', [dy, rows, factors, mean, inverse], 1);
      if (!isTrained) return ofRows;
      return [...ofRows, ...ownOperation('LingtuneLayerNormScaleGrad', [dy, rows, mean, inverse], 2)];
    },
  );
}

/** What is done to standardised rows within the same operation, and its derivative. */
interface Stretch {
  readonly stretch: (rows: tf.Tensor) => tf.Tensor;
  readonly shrink: (dy: tf.Tensor) => tf.Tensor;
}

/** Rows with mean 0 and variance 1, stretched where that is asked for, [n, width]. */
function standardise(x: tf.Tensor2D, epsilon: number, fixed?: Stretch): tf.Tensor2D {
  return customOperation<tf.Tensor>(
    [x],
    () => {
      const centred = tf.sub(x, tf.mean(x, -1, true)); // [n, width]
      const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon)); // [n, 1]
      const value = tf.mul(centred, inverse); // [n, width]
      return { value: fixed?.stretch(value) ?? value, kept: [value, inverse] };
    },
    (dy, kept) => [standardisedSlopes(fixed?.shrink(dy) ?? dy, kept)],
  ) as tf.Tensor2D;
}

/** With y the standardised row and s = 1/σ: dx = s · (dy − mean(dy) − y · mean(dy · y)). */
function standardisedSlopes(dy: tf.Tensor, kept: tf.Tensor[]): tf.Tensor {
  const [value, inverse] = kept as [tf.Tensor, tf.Tensor];
  const slope = tf.mean(tf.mul(dy, value), -1, true); // [n, 1]
  const centred = tf.sub(dy, tf.mean(dy, -1, true)); // [n, width]
  return tf.mul(tf.sub(centred, tf.mul(value, slope)), inverse); // [n, width]
}

/**
 * Root-mean-square normalisation over the last axis, with its derivative written by hand.
 * @param x [n, width].
 * @param scale [width].
 * @param epsilon is added to the mean of squares.
 * @returns x / √(mean(x²) + epsilon) · scale, [n, width].
 * Source: Zhang & Sennrich 2019 (arXiv 1910.07467); equal to transformers' `T5LayerNorm`.
 */
export function rmsNorm(x: tf.Tensor2D, scale: tf.Tensor1D, epsilon: number): tf.Tensor2D {
  const normalised = customOperation(
    [x],
    () => {
      const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), epsilon)); // [n, 1]
      const value = tf.mul<tf.Tensor2D>(x, inverse); // [n, width]
      return { value, kept: [value, inverse] };
    },
    (dy, kept) => [normalisedSlopes(dy, kept)],
  );
  return tf.mul(normalised, scale); // [n, width]
}

/** With y the normalised row and s the factor that made it: dx = s · (dy − y · mean(dy · y)). */
function normalisedSlopes(dy: tf.Tensor, kept: tf.Tensor[]): tf.Tensor {
  const [value, inverse] = kept as [tf.Tensor, tf.Tensor];
  const slope = tf.mean(tf.mul(dy, value), -1, true); // [n, 1]
  return tf.mul(tf.sub(dy, tf.mul(value, slope)), inverse); // [n, width]
}
