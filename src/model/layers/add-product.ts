import * as tf from '@tensorflow/tfjs-core';
import { hasOwnOperations, ownOperation } from '../../backend/native-operation.js';
import { multiply } from './multiply.js';

/** A product of two thin matrices, inner · upᵀ. */
export interface ThinProduct {
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
export function addProduct(
  x: tf.Tensor2D,
  bias: tf.Tensor1D | undefined,
  { inner, up }: ThinProduct,
): tf.Tensor2D {
  const operation = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as tf.GradSaveFunc;
    save([inner, up]);
    return {
      value: tf.tidy(() => sumWithProduct(x, bias, { inner, up })),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [kept, matrix] = saved as [tf.Tensor2D, tf.Tensor2D];
        const dProduct = dy as tf.Tensor2D;
        return [dy.clone(), multiply(dProduct, matrix), multiply(dProduct, kept, { transposeA: true })];
      },
    };
  });
  return operation(x, inner, up) as tf.Tensor2D;
}

function sumWithProduct(
  x: tf.Tensor2D,
  bias: tf.Tensor1D | undefined,
  { inner, up }: ThinProduct,
): tf.Tensor2D {
  if (hasOwnOperations()) {
    const added = bias ?? tf.zeros([x.shape[1]]);
    return ownOperation<[tf.Tensor2D]>('LingtuneAddProduct', [x, added, inner, up], 1)[0];
  }
  const plain = bias === undefined ? x : tf.add<tf.Tensor2D>(x, bias);
  return tf.add(plain, multiply(inner, up, { transposeB: true }));
}
