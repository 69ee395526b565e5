/** Weights of a model as tensors, and the networks of models that are only read and of those that are learnt whole. */
import * as tf from '@tensorflow/tfjs-core';
import { customOperation } from './layers/custom-operation.js';
import { addLowRankProduct, type LowRankProduct } from './layers/low-rank-product.js';
import { multiply, multiplyTransposed } from './layers/multiply.js';
import type { AdapterTensor } from './lora/adapter.js';
import type { Network } from './network.js';

/** Tensors by the names that transformers gives them; weights of linear layers lie transposed, as [in, out]. */
export type Weights = ReadonlyMap<string, tf.Tensor>;

/** Weights [m, n] that are others, [n, m], the other way up; by the names of those. */
export type TransposedWeights = ReadonlyMap<string, tf.Tensor2D>;

/**
 * The network of plain weights: nothing is dropped and no adapter is in the way.
 * @param transposed those of its linear layers that are kept as [out, in] too (default: none).
 * @throws Error, from its methods, where a weight is missing.
 */
export function plainNetwork(weights: Weights, transposed: TransposedWeights = new Map()): Network {
  return {
    vector: (name) => weightOf(weights, name) as tf.Tensor1D,
    embed: (name, ids) => tf.gather(weightOf(weights, `${name}.weight`), ids) as tf.Tensor2D, // [n, width]
    linear: (name, x, added) => frozenLinear(weights, transposed, { name, x, added }),
    unembed: (name, x) => tf.matMul(x, weightOf(weights, `${name}.weight`) as tf.Tensor2D, false, true), // [n, vocabulary]
    dropoutMask: () => null,
    isTrained: () => false,
    block: (_name, reads, compute) => tf.tidy(() => compute(reads)),
  };
}

/** The network of weights that are all learnt. */
export function trainedNetwork(weights: Weights): Network {
  return {
    ...plainNetwork(weights),
    linear: (name, x, added) => {
      const plain = linear(weights, name, x); // [n, out]
      return added === undefined ? plain : addLowRankProduct(plain, undefined, added);
    },
    isTrained: () => true,
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
  transposed: TransposedWeights,
  { name, x, added }: { name: string; x: tf.Tensor2D; added: LowRankProduct | undefined },
): tf.Tensor2D {
  const weight = weightOf(weights, `${name}.weight`) as tf.Tensor2D; // [in, out]
  const back = transposed.get(`${name}.weight`); // [out, in]
  const bias = weights.get(`${name}.bias`) as tf.Tensor1D | undefined;
  const bare = (): tf.Tensor2D => multiply(x, weight); // [n, out]
  const product = customOperation(
    [x],
    () => ({ value: added === undefined ? addBias(bare(), bias) : bare() }),
    (dy) => [back === undefined ? multiplyTransposed(dy, weight) : multiply(dy, back)], // [n, in]
  );
  return added === undefined ? product : addLowRankProduct(product, bias, added);
}

/** x · weight + bias, the bias where there is one, [n, out] for x [n, in]. */
function linear(weights: Weights, name: string, x: tf.Tensor2D): tf.Tensor2D {
  const product: tf.Tensor2D = tf.matMul(x, weightOf(weights, `${name}.weight`) as tf.Tensor2D); // [n, out]
  return addBias(product, weights.get(`${name}.bias`));
}

function addBias(product: tf.Tensor2D, bias: tf.Tensor | undefined): tf.Tensor2D {
  return bias === undefined ? product : tf.add<tf.Tensor2D>(product, bias);
}

/**
 * Weights as plain numbers, each once and under its first name: a tied head is the embeddings that it shares.
 * Tensors lie as in memory, those of linear layers as [in, out].
 */
export function weightArrays(weights: Weights): Map<string, AdapterTensor> {
  const tensors = [...weights.values()];
  return new Map(
    [...weights]
      .filter(([, weight], index) => tensors.indexOf(weight) === index)
      .map(([name, weight]) => [name, { shape: weight.shape, data: weight.dataSync() as Float32Array }]),
  );
}
