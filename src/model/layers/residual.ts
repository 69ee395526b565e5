/** What runs along the blocks of a model: the sum of what each adds, and of the last one the rows that are wanted. */
import * as tf from '@tensorflow/tfjs-core';
import { customOperation } from './custom-operation.js';

/** x + y of one shape. Unlike `tf.add` it keeps neither for its derivative, which needs none: that is memory saved. */
export function sum<T extends tf.Tensor>(x: T, y: T): T {
  return customOperation(
    [x, y],
    () => ({ value: tf.add<T>(x, y) }),
    (dy) => [dy.clone(), dy.clone()],
  );
}

/**
 * Some rows of a matrix.
 * @param x [n, width].
 * @param wanted int32 [m], each a row of x and none twice; `undefined` for all of them.
 * @returns [m, width].
 */
export function pickRows(x: tf.Tensor2D, wanted: tf.Tensor1D | undefined): tf.Tensor2D {
  if (wanted === undefined) return x;
  return customOperation(
    [x],
    () => ({ value: tf.gather(x, wanted), kept: [wanted] }),
    // Not the gradient of `tf.gather`, which WebAssembly has not: no row is there twice, so nothing need be summed.
    (dy, [kept]) => [tf.scatterND(tf.expandDims(kept as tf.Tensor1D, 1), dy, x.shape)],
  );
}
