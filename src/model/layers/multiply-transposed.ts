import type * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';
import { multiply } from './multiply.js';

/** Rows from which turning the other matrix takes less time than it saves, as measured. */
const WORTH_TURNING = 256;

/**
 * a · bᵀ, without a gradient. TensorFlow multiplies by a matrix that lies transposed up to a third slower, so that
 * ours is turned first where there are many rows.
 * @param a [n, in].
 * @param b [out, in]; as much memory is taken again while it is multiplied.
 * @returns [n, out].
 */
export function multiplyTransposed(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  if (a.shape[0] < WORTH_TURNING || !hasOwnOperations()) return multiply(a, b, { transposeB: true });
  const [turned] = ownOperation<[tf.Tensor2D]>('LingtuneTranspose', [b], 1); // [in, out]
  const product = multiply(a, turned);
  turned.dispose();
  return product;
}
