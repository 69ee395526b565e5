/** What the forward passes of decoders share: their norms, their blocks one after the other, and fused attention. */
import type * as tf from '@tensorflow/tfjs-core';
import { layerNorm } from '../layers/norms.js';
import { pickRows } from '../layers/residual.js';
import { type SelfAttentionOptions, selfAttention } from '../layers/self-attention.js';
import type { Network, Rows } from '../network.js';

/** Layer norms of a network by their names, [n, width] for x [n, width]. */
export function namedNorms(network: Network, epsilon: number): (name: string, x: tf.Tensor2D) => tf.Tensor2D {
  return (name, x) =>
    layerNorm(
      x,
      network.vector(`${name}.weight`),
      network.vector(`${name}.bias`),
      epsilon,
      network.isTrained(`${name}.weight`),
    );
}

/** What a block of a decoder reads. */
export interface BlockInput {
  readonly layer: number;
  /** States of all places, [batch * time, width]. */
  readonly x: tf.Tensor2D;
  /** Added to the attention scores, can be broadcast to [batch, heads, time, seen]. */
  readonly bias: tf.Tensor4D;
  /** Places whose results are wanted (default: all). */
  readonly wanted: tf.Tensor1D | undefined;
}

/**
 * States behind all blocks, [wanted, width].
 * @param name of a layer's block, with which the names of its weights begin.
 * @param block gives a block's states, [wanted, width].
 */
export function decoderBlocks(
  network: Network,
  { layers, name }: { readonly layers: number; readonly name: (layer: number) => string },
  { x, bias, places }: Pick<BlockInput, 'x' | 'bias'> & Pick<Rows, 'places'>,
  block: (input: BlockInput) => tf.Tensor2D,
): tf.Tensor2D {
  let states = x;
  for (let layer = 0; layer < layers; layer += 1) {
    // Of the last layer nothing is needed but what is wanted: keys and values are all that others look at.
    const wanted = layer === layers - 1 ? places : undefined;
    states = network.block(name(layer), { x: states, bias, wanted }, (reads) => block({ layer, ...reads }));
  }
  return states;
}

/** How a block's attention is computed. */
export interface FusedAttentionOptions extends Pick<SelfAttentionOptions, 'heads' | 'order' | 'scale'> {
  /** Names of the layers before and behind it. */
  readonly projection: string;
  readonly output: string;
  /** Share dropped of its weights. */
  readonly dropout: number;
}

/** Attention whose queries, keys and values one layer gives, and the layer behind it, [wanted, width]. */
export function fusedAttention(
  network: Network,
  rows: Rows,
  { layer, x, bias, wanted }: BlockInput,
  { heads, order, scale, projection, output, dropout }: FusedAttentionOptions,
): tf.Tensor2D {
  const [batch, time] = rows.ids.shape;
  const { past } = rows;
  const mixed = selfAttention(network.linear(projection, x), bias, {
    batch,
    heads,
    order,
    scale,
    dropoutMask: network.dropoutMask([batch, heads, time, bias.shape[3]], dropout),
    extend: past && ((key, value) => past.extend(layer, key, value)),
  });
  return network.linear(output, pickRows(mixed, wanted));
}
