import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';
import { customOperation } from './custom-operation.js';
import { multiply } from './multiply.js';

/** A product of two matrices of a low rank, inner · upᵀ. */
export interface LowRankProduct {
  /** [n, rank]. */
  readonly inner: tf.Tensor2D;
  /** [out, rank]. */
  readonly up: tf.Tensor2D;
}

/**
 * x + bias + inner · upᵀ, with its derivative written by hand; the bias is held fixed. On a processor it is one
 * operation of ours.
 * @param x [n, out].
 * @param bias [out], or `undefined` for none.
 * @returns [n, out].
 */
export function addLowRankProduct(
  x: tf.Tensor2D,
  bias: tf.Tensor1D | undefined,
  { inner, up }: LowRankProduct,
): tf.Tensor2D {
  return customOperation(
    [x, inner, up],
    () => ({ value: sumWithProduct(x, bias, { inner, up }), kept: [inner, up] }),
    (dy, saved) => {
      const [kept, matrix] = saved as [tf.Tensor2D, tf.Tensor2D];
      return [dy.clone(), multiply(dy, matrix), multiply(dy, kept, { transposeA: true })];
    },
  );
}

function sumWithProduct(
  x: tf.Tensor2D,
  bias: tf.Tensor1D | undefined,
  { inner, up }: LowRankProduct,
): tf.Tensor2D {
  if (hasOwnOperations()) {
    const added = bias ?? tf.zeros([x.shape[1]]);
    return ownOperation<[tf.Tensor2D]>('LingtuneAddProduct', [x, added, inner, up], 1)[0];
  }
  const plain = bias === undefined ? x : tf.add<tf.Tensor2D>(x, bias);
  return tf.add(plain, multiply(inner, up, { transposeB: true }));
}
