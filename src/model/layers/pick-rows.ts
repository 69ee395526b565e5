import * as tf from '@tensorflow/tfjs-core';

/**
 * Some rows of a matrix.
 * @param x [n, width].
 * @param places int32 [m], each a row of x and none twice; `undefined` for all of them.
 * @returns [m, width].
 */
export function pickRows(x: tf.Tensor2D, places: tf.Tensor1D | undefined): tf.Tensor2D {
  if (places === undefined) return x;
  const operation = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as tf.GradSaveFunc;
    save([places]);
    // Not the gradient of `tf.gather`, which WebAssembly has not: no row is there twice, so nothing need be summed.
    const gradFunc = (dy: tf.Tensor, [kept]: tf.Tensor[]) =>
      tf.tidy(() => tf.scatterND(tf.expandDims(kept as tf.Tensor1D, 1), dy, x.shape));
    return { value: tf.gather(x, places), gradFunc };
  });
  return operation(x) as tf.Tensor2D;
}
