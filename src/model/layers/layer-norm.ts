import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';

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
  const operation = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as tf.GradSaveFunc;
    const made = ownOperation<[tf.Tensor, tf.Tensor, tf.Tensor]>(
      'LingtuneLayerNorm',
      [x, scale, shift],
      3,
      epsilon,
    );
    const [value, mean, inverse] = made;
    save([x, scale, mean, inverse]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => fusedGradFunc(dy, saved, isTrained),
    };
  });
  return operation(...(isTrained ? [x, scale, shift] : [x])) as tf.Tensor2D;
}

function fusedGradFunc(dy: tf.Tensor, saved: tf.Tensor[], isTrained: boolean): tf.Tensor[] {
  const [x, scale, mean, inverse] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const ofRows = ownOperation<[tf.Tensor]>('LingtuneLayerNormGrad', [dy, x, scale, mean, inverse], 1);
  if (!isTrained) return ofRows;
  const ofScale = ownOperation<[tf.Tensor, tf.Tensor]>(
    'LingtuneLayerNormScaleGrad',
    [dy, x, mean, inverse],
    2,
  );
  return [...ofRows, ...ofScale];
}

/** What is done to standardised rows within the same operation, and its derivative. */
interface Stretch {
  readonly stretch: (rows: tf.Tensor) => tf.Tensor;
  readonly shrink: (dy: tf.Tensor) => tf.Tensor;
}

/** Rows with mean 0 and variance 1, stretched where that is asked for, [n, width]. */
function standardise(x: tf.Tensor2D, epsilon: number, fixed?: Stretch): tf.Tensor2D {
  const operation = tf.customGrad((...inputs) => {
    const [rows, save] = inputs as [tf.Tensor2D, tf.GradSaveFunc];
    const centred = tf.sub(rows, tf.mean(rows, -1, true)); // [n, width]
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon)); // [n, 1]
    const value = tf.mul(centred, inverse); // [n, width]
    save([value, inverse]);
    return {
      value: fixed?.stretch(value) ?? value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => gradFunc(fixed?.shrink(dy) ?? dy, saved)),
    };
  });
  return operation(x) as tf.Tensor2D;
}

/** With y the standardised row and s = 1/σ: dx = s · (dy − mean(dy) − y · mean(dy · y)). */
function gradFunc(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [value, inverse] = saved as [tf.Tensor, tf.Tensor];
  const slope = tf.mean(tf.mul(dy, value), -1, true); // [n, 1]
  const centred = tf.sub(dy, tf.mean(dy, -1, true)); // [n, width]
  return tf.mul(tf.sub(centred, tf.mul(value, slope)), inverse); // [n, width]
}
