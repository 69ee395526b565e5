import * as tf from '@tensorflow/tfjs-core';
import { addProduct } from '../../model/layers/add-product.js';
import type { Network } from '../../model/network.js';
import { linear, plainNetwork, type Weights, weightOf } from '../../model/weights.js';

/** The network of weights that are all learnt. */
export function trainedNetwork(weights: Weights): Network {
  return {
    ...plainNetwork(weights),
    embed: (name, ids) => tf.gather(weightOf(weights, `${name}.weight`) as tf.Tensor2D, ids),
    linear: (name, x, added) => {
      const plain = linear(weights, name, x); // [n, out]
      return added === undefined ? plain : addProduct(plain, undefined, added);
    },
    isTrained: () => true,
  };
}
