/** Every layer whose derivative is written by hand, with what PyTorch computes for it: `test/reference/layers/layers.py`. */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { attention } from '../../../src/model/layers/attention.js';
import { gelu } from '../../../src/model/layers/gelu.js';
import { layerNorm, rmsNorm } from '../../../src/model/layers/norms.js';
import { pickRows, sum } from '../../../src/model/layers/residual.js';
import { selfAttention } from '../../../src/model/layers/self-attention.js';
import { downName, upName } from '../../../src/model/lora/adapter.js';
import type { AdapterConfig } from '../../../src/model/lora/adapter-config.js';
import { loraNetwork } from '../../../src/model/lora/lora-network.js';
import type { Network } from '../../../src/model/network.js';
import { plainNetwork, type TransposedWeights, trainedNetwork } from '../../../src/model/weights.js';
import { headLoss } from '../../../src/tuning/learner/head-loss.js';
import { readReference } from '../../reference-file.js';

/** Numbers of a tensor, row by row. */
export interface StoredTensor {
  readonly shape: number[];
  readonly values: number[];
}

/** What a layer gives, and the gradients of its inputs for a gradient of what it gives. */
export interface LayerResult {
  readonly inputs: readonly StoredTensor[];
  readonly output: StoredTensor;
  readonly outputGradient: StoredTensor;
  readonly inputGradients: readonly StoredTensor[];
}

/** A layer of ours. */
export interface LayerCase {
  /** Name of its result in the fixture. */
  readonly name: string;
  /** As titles begin. */
  readonly title: string;
  /** How many of the inputs have gradients, from the first (default: all). */
  readonly learnt?: number;
  /** Makes what the layer holds fixed; the caller owns it. */
  prepare?(): Network;
  /** @param network what was prepared. */
  compute(inputs: readonly tf.Tensor[], network: Network | undefined): tf.Tensor;
}

/** The fixture. */
export const LAYER_FIXTURE: Readonly<{
  epsilon: number;
  scale: number;
  drop: StoredTensor;
  places: number[];
  ids: number[];
  labels: number[];
  weight: StoredTensor;
  bias: StoredTensor;
  inputDrop: StoredTensor;
  loraScale: number;
  causalBias: StoredTensor;
  layers: Readonly<Record<string, LayerResult>>;
}> = readReference('layers/layers.json');

const { epsilon, scale, drop, places, ids, labels, weight, bias, inputDrop, loraScale, causalBias } =
  LAYER_FIXTURE;

/** A tensor of the fixture. */
export function load({ shape, values }: StoredTensor): tf.Tensor {
  return tf.tensor(values, shape);
}

/** The layers, with the options of the fixture. */
export const LAYER_CASES: readonly LayerCase[] = [
  {
    name: 'layerNorm',
    title: 'layerNorm(x, scale, shift, epsilon)',
    compute: (inputs) => normed(inputs, true),
  },
  {
    name: 'layerNorm',
    title: 'layerNorm(x, scale, shift, epsilon, false), of which x alone is learnt,',
    learnt: 1,
    compute: (inputs) => normed(inputs, false),
  },
  {
    name: 'rmsNorm',
    title: 'rmsNorm(x, scale, epsilon)',
    compute: ([x, stretch]) => rmsNorm(x as tf.Tensor2D, stretch as tf.Tensor1D, epsilon),
  },
  { name: 'gelu', title: 'gelu(x)', compute: ([x]) => gelu(x as tf.Tensor) },
  {
    name: 'attention',
    title: 'attention(query, key, value, bias)',
    learnt: 3,
    compute: (inputs) => attended(inputs, null, false),
  },
  {
    name: 'attention',
    title: 'attention(query, key, value, bias, {isBiasTrained})',
    compute: (inputs) => attended(inputs, null, true),
  },
  {
    name: 'attentionDrop',
    title: 'attention(query, key, value, bias, {dropoutMask})',
    learnt: 3,
    compute: (inputs) => attended(inputs, drop, false),
  },
  {
    name: 'attentionDrop',
    title:
      'attention(query, key, value, bias, {dropoutMask, isBiasTrained}), the bias repeated over heads and time,',
    compute: (inputs) => attended(inputs, drop, true),
  },
  {
    name: 'selfAttentionByHead',
    title: "selfAttention(fused, bias, {order: 'by head'}), later tokens hidden,",
    compute: (inputs) => attendedToSelf(inputs, 'by head'),
  },
  {
    name: 'selfAttentionByPart',
    title: "selfAttention(fused, bias, {order: 'by part'}), later tokens hidden,",
    compute: (inputs) => attendedToSelf(inputs, 'by part'),
  },
  { name: 'sum', title: 'sum(x, y)', compute: ([x, y]) => sum(x as tf.Tensor, y as tf.Tensor) },
  {
    name: 'pickRows',
    title: 'pickRows(x, places)',
    compute: ([x]) => pickRows(x as tf.Tensor2D, tf.tensor1d(places, 'int32')),
  },
  {
    name: 'frozenLinear',
    title: 'plainNetwork(weights).linear(name, x)',
    prepare: () => frozenNetwork(),
    compute: ([x], network) => linearOf(network, x),
  },
  {
    name: 'frozenLinear',
    title: 'plainNetwork(weights, turned).linear(name, x)',
    prepare: () => frozenNetwork(new Map([['layer.weight', load(weight) as tf.Tensor2D]])),
    compute: ([x], network) => linearOf(network, x),
  },
  {
    name: 'loraLinear',
    title: 'loraNetwork(base, config, tensors).linear(name, x)',
    prepare: () => frozenNetwork(),
    compute: ([x, down, up], network) => {
      assert.ok(network !== undefined);
      const base = { ...network, dropoutMask: () => load(inputDrop) };
      const tensors = new Map([
        [downName('layer'), down as tf.Tensor],
        [upName('layer'), up as tf.Tensor],
      ]);
      return linearOf(loraNetwork(base, LORA, tensors), x);
    },
  },
  {
    name: 'embed',
    title: 'trainedNetwork(weights).embed(name, ids), an id several times among them,',
    compute: ([rows]) =>
      trainedNetwork(new Map([['layer.weight', rows as tf.Tensor]])).embed(
        'layer',
        tf.tensor1d(ids, 'int32'),
      ),
  },
  {
    name: 'headLoss',
    title: 'headLoss(hidden, head, labels, {isHeadTrained: true})',
    compute: (inputs) => lossOf(inputs, true),
  },
  {
    name: 'headLoss',
    title: 'headLoss(hidden, head, labels, {isHeadTrained: false})',
    learnt: 1,
    compute: (inputs) => lossOf(inputs, false),
  },
  {
    name: 'headLoss',
    title: 'headLoss(hidden, head, labels, {isHeadTrained: false, transposedHead})',
    learnt: 1,
    compute: (inputs) => lossOf(inputs, false, tf.transpose(inputs[1] as tf.Tensor2D)),
  },
];

/** Rank 2, as the fixture's matrices have it. */
const LORA: AdapterConfig = {
  baseModel: null,
  task: 'CAUSAL_LM',
  rank: 2,
  alpha: 2 * loraScale,
  dropout: 0.3,
  targetModules: ['layer'],
  isRankStabilised: false,
  isFanInFanOut: false,
};

function normed(inputs: readonly tf.Tensor[], isTrained: boolean): tf.Tensor {
  const [x, stretch, shift] = inputs as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D];
  return layerNorm(x, stretch, shift, epsilon, isTrained);
}

function attended(
  inputs: readonly tf.Tensor[],
  factors: StoredTensor | null,
  isBiasTrained: boolean,
): tf.Tensor {
  const [query, key, value, added] = inputs as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
  return attention(query, key, value, added, {
    scale,
    dropoutMask: factors === null ? null : load(factors),
    isBiasTrained,
  });
}

function attendedToSelf([fused]: readonly tf.Tensor[], order: 'by head' | 'by part'): tf.Tensor {
  const [batch = 0, heads = 0] = causalBias.shape;
  const options = { batch, heads, order, scale, dropoutMask: null };
  return selfAttention(fused as tf.Tensor2D, load(causalBias) as tf.Tensor4D, options);
}

/** One linear layer, whose weight lies transposed as ours do. */
function frozenNetwork(transposed: TransposedWeights = new Map()): Network {
  return plainNetwork(
    new Map([
      ['layer.weight', tf.transpose(load(weight))],
      ['layer.bias', load(bias)],
    ]),
    transposed,
  );
}

function linearOf(network: Network | undefined, x: tf.Tensor | undefined): tf.Tensor {
  assert.ok(network !== undefined);
  return network.linear('layer', x as tf.Tensor2D);
}

function lossOf(
  [hidden, head]: readonly tf.Tensor[],
  isHeadTrained: boolean,
  transposedHead?: tf.Tensor2D,
): tf.Tensor {
  const options = { isHeadTrained, transposedHead };
  return headLoss(hidden as tf.Tensor2D, head as tf.Tensor2D, Int32Array.from(labels), options);
}
