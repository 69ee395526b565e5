import * as tf from '@tensorflow/tfjs-core';
import { addProduct } from '../model/layers/add-product.js';
import type { Network } from '../model/network.js';
import { linear, plainNetwork, type Weights, weightOf } from '../model/weights.js';

/** The network of weights that are all learnt. */
export function trainedNetwork(weights: Weights): Network {
  return {
    ...plainNetwork(weights),
    embed: (name, ids) => embedRows(weightOf(weights, `${name}.weight`) as tf.Tensor2D, ids),
    linear: (name, x, added) => {
      const plain = linear(weights, name, x); // [n, out]
      return added === undefined ? plain : addProduct(plain, undefined, added);
    },
    isTrained: () => true,
  };
}

/** Rows of an embedding, [n, width], with a gradient on every backend: WebAssembly cannot sum segments. */
function embedRows(weight: tf.Tensor2D, ids: tf.Tensor1D): tf.Tensor2D {
  const operation = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as tf.GradSaveFunc;
    save([ids]);
    const gradFunc = (dy: tf.Tensor, [rows]: tf.Tensor[]) =>
      sumRows(dy as tf.Tensor2D, rows as tf.Tensor1D, weight.shape[0]);
    return { value: tf.gather(weight, ids), gradFunc };
  });
  return operation(weight) as tf.Tensor2D;
}

/** Adds rows up by their ids, [count, width] of rows [n, width] and ids [n]. */
function sumRows(rows: tf.Tensor2D, ids: tf.Tensor1D, count: number): tf.Tensor2D {
  const canSumSegments = tf.getKernel('UnsortedSegmentSum', tf.getBackend()) !== undefined;
  if (canSumSegments) return tf.unsortedSegmentSum(rows, ids, count);
  return tf.matMul(tf.oneHot(ids, count) as tf.Tensor2D, rows, true); // [count, width]
}
