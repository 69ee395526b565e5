/** Weights of a model as tensors, and the network of a model that is only read, not tuned. */
import * as tf from '@tensorflow/tfjs-core';
import { addProduct, type ThinProduct } from './layers/add-product.js';
import { multiply } from './layers/multiply.js';
import { multiplyTransposed } from './layers/multiply-transposed.js';
import type { Network } from './network.js';

/** Tensors by the names that transformers gives them; weights of linear layers lie transposed, as [in, out]. */
export type Weights = ReadonlyMap<string, tf.Tensor>;

/** Turned weights by the names of those that they are made of. */
export type TurnedWeights = ReadonlyMap<string, tf.Tensor2D>;

/**
 * The network of plain weights: nothing is dropped and no adapter is in the way.
 * @param turned those of its linear layers that are kept turned too (default: none).
 * @throws Error, from its methods, where a weight is missing.
 */
export function plainNetwork(weights: Weights, turned: TurnedWeights = new Map()): Network {
  return {
    vector: (name) => weightOf(weights, name) as tf.Tensor1D,
    embed: (name, ids) => tf.gather(weightOf(weights, `${name}.weight`), ids) as tf.Tensor2D, // [n, width]
    linear: (name, x, added) => frozenLinear(weights, turned, { name, x, added }),
    unembed: (name, x) => tf.matMul(x, weightOf(weights, `${name}.weight`) as tf.Tensor2D, false, true), // [n, vocabulary]
    dropFactors: () => null,
    isTrained: () => false,
    block: (_name, reads, compute) => tf.tidy(() => compute(reads)),
  };
}

/** A weight by name. */
export function weightOf(weights: Weights, name: string): tf.Tensor {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`weightOf: the model must have the weight ${name}`);
  return weight;
}

/** As `linear`, with a gradient for x alone: nothing is kept for the backward pass but the weights. */
function frozenLinear(
  weights: Weights,
  turned: TurnedWeights,
  { name, x, added }: { name: string; x: tf.Tensor2D; added: ThinProduct | undefined },
): tf.Tensor2D {
  const weight = weightOf(weights, `${name}.weight`) as tf.Tensor2D; // [in, out]
  const back = turned.get(`${name}.weight`); // [out, in]
  const bias = weights.get(`${name}.bias`) as tf.Tensor1D | undefined;
  const bare = (): tf.Tensor2D => multiply(x, weight); // [n, out]
  const operation = tf.customGrad(() => ({
    value: added === undefined ? tf.tidy(() => addBias(bare(), bias)) : bare(),
    gradFunc: (dy: tf.Tensor) => {
      const slopes = dy as tf.Tensor2D;
      return back === undefined ? multiplyTransposed(slopes, weight) : multiply(slopes, back); // [n, in]
    },
  }));
  const product = operation(x) as tf.Tensor2D;
  return added === undefined ? product : addProduct(product, bias, added);
}

/** x · weight + bias, the bias where there is one, [n, out] for x [n, in]. */
export function linear(weights: Weights, name: string, x: tf.Tensor2D): tf.Tensor2D {
  const product: tf.Tensor2D = tf.matMul(x, weightOf(weights, `${name}.weight`) as tf.Tensor2D); // [n, out]
  return addBias(product, weights.get(`${name}.bias`));
}

function addBias(product: tf.Tensor2D, bias: tf.Tensor | undefined): tf.Tensor2D {
  return bias === undefined ? product : tf.add<tf.Tensor2D>(product, bias);
}
