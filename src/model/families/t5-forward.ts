/**
 * T5 (Raffel et al. 2020, arXiv 1910.10683), T5 1.1 and mT5 (Xue et al. 2021, arXiv 2010.11934): an encoder and a
 * decoder with positions as buckets of distances, root-mean-square norms and no biases. Equal to transformers'
 * `T5ForConditionalGeneration` and `MT5ForConditionalGeneration`.
 */
import * as tf from '@tensorflow/tfjs-core';
import { attention, mergeHeads, splitHeads } from '../layers/attention.js';
import { dropout } from '../layers/dropout.js';
import { gelu } from '../layers/gelu.js';
import { rmsNorm } from '../layers/norms.js';
import { relativeBuckets } from '../layers/relative-buckets.js';
import { sum } from '../layers/residual.js';
import type { Network, Rows, Source } from '../network.js';
import { biasWeights, type Stack, t5 } from './t5.js';
import type { T5Config } from './t5-config.js';

/** A model's weights and sizes, which every part of the formula needs. */
interface Parts {
  readonly network: Network;
  readonly config: T5Config;
}

/**
 * Hidden states of the sources, after the final norm.
 * @returns [batch * time, width].
 */
export function encode(
  network: Network,
  config: T5Config,
  { ids, mask }: Pick<Rows, 'ids' | 'mask'>,
): tf.Tensor2D {
  const parts = { network, config };
  const [batch, time] = ids.shape;
  return tf.tidy(() => {
    // Distances alone matter, so that padding on the left changes nothing.
    const places = [Array.from({ length: time }, (_, place) => place)];
    const position = positionBias(parts, 'encoder', places, places); // [1, heads, time, time]
    const bias = tf.add<tf.Tensor4D>(position, mask); // [batch, heads, time, time]
    const isBiasTrained = network.isTrained(`${biasWeights('encoder')}.weight`);
    let x = dropped(parts, network.embed(t5.embeddings, tf.reshape(ids, [-1]))); // [batch * time, width]
    for (let layer = 0; layer < config.encoderLayers; layer += 1) {
      const block = `encoder.block.${layer}.layer`;
      x = network.block(block, { x, bias }, ({ x, bias }) => {
        const attended = addPart(parts, `${block}.0`, x, (before) =>
          attend(parts, `${block}.0.SelfAttention`, before, { batch, bias, isBiasTrained }),
        ); // [batch * time, width]
        return addPart(parts, `${block}.1`, attended, (before) => feedForward(parts, `${block}.1`, before));
      });
    }
    return dropped(parts, norm(parts, 'encoder.final_layer_norm', x)); // [batch * time, width]
  });
}

/**
 * Last hidden states of the decoder, after the final norm and the scaling that some models have before their head.
 * @returns [batch * time, width].
 */
export function decode(network: Network, config: T5Config, rows: Rows, source: Source): tf.Tensor2D {
  const parts = { network, config };
  const { ids, positions, mask, past } = rows;
  const [batch] = ids.shape;
  return tf.tidy(() => {
    const [looking, seen] = [positions, past?.positions ?? positions].map((places) => places.arraySync());
    const position = positionBias(parts, 'decoder', looking ?? [], seen ?? []); // [batch, heads, time, seen]
    const bias = tf.add<tf.Tensor4D>(position, mask); // [batch, heads, time, seen]
    const isBiasTrained = network.isTrained(`${biasWeights('decoder')}.weight`);
    const { states, ofRow } = source;
    const sourceBias = ofRows(source.mask, ofRow); // [batch, 1, 1, source time]
    let x = dropped(parts, network.embed(t5.embeddings, tf.reshape(ids, [-1]))); // [batch * time, width]
    for (let layer = 0; layer < config.decoderLayers; layer += 1) {
      const block = `decoder.block.${layer}.layer`;
      const reads = { x, states, bias, sourceBias, ofRow };
      x = network.block(block, reads, ({ x, states, bias, sourceBias, ofRow }) => {
        const attended = addPart(parts, `${block}.0`, x, (before) =>
          attend(parts, `${block}.0.SelfAttention`, before, {
            batch,
            bias,
            isBiasTrained,
            arrange: (key, value) => past?.extend(layer, key, value) ?? [key, value],
          }),
        ); // [batch * time, width]
        const informed = addPart(parts, `${block}.1`, attended, (before) =>
          attend(parts, `${block}.1.EncDecAttention`, before, {
            batch,
            bias: sourceBias,
            // A tensor of the block's own: its gradients are summed before they meet those of other blocks, so that
            // sums have one order, and one rounding, whether the block is computed again or not.
            states: states.clone(),
            stateRows: source.mask.shape[0],
            arrange: (key, value) => [ofRows(key, ofRow), ofRows(value, ofRow)],
          }),
        ); // [batch * time, width]
        return addPart(parts, `${block}.2`, informed, (before) => feedForward(parts, `${block}.2`, before));
      });
    }
    const last = dropped(parts, norm(parts, 'decoder.final_layer_norm', x)); // [batch * time, width]
    return config.scaleDecoderOutputs ? tf.mul(last, 1 / Math.sqrt(config.width)) : last;
  });
}

/** x and what a part makes of its norm, [batch * time, width]. */
function addPart(
  parts: Parts,
  name: string,
  x: tf.Tensor2D,
  compute: (before: tf.Tensor2D) => tf.Tensor2D,
): tf.Tensor2D {
  return sum(x, dropped(parts, compute(norm(parts, `${name}.layer_norm`, x))));
}

/** What an attention layer looks at. */
interface Look {
  /** Number of rows that look. */
  readonly batch: number;
  /** Added to the scores, can be broadcast to [batch, heads, time, seen]. */
  readonly bias: tf.Tensor4D;
  /** Whether the bias has a gradient (default: it has none). */
  readonly isBiasTrained?: boolean;
  /** What keys and values are made of, [stateRows * seen, width] (default: what looks). */
  readonly states?: tf.Tensor2D;
  /** Number of rows of the states (default: `batch`). */
  readonly stateRows?: number;
  /** Makes keys and values of all that is seen from those of the states (default: they are these). */
  readonly arrange?: (key: tf.Tensor4D, value: tf.Tensor4D) => [tf.Tensor4D, tf.Tensor4D];
}

/** Attention without a scale: the weights were initialised for that. [batch * time, width] */
function attend(
  { network, config: { heads, dropout: rate } }: Parts,
  name: string,
  x: tf.Tensor2D,
  { batch, bias, isBiasTrained = false, states = x, stateRows = batch, arrange }: Look,
): tf.Tensor2D {
  const query = splitHeads(network.linear(`${name}.q`, x), batch, heads); // [batch, heads, time, size]
  const newKey = splitHeads(network.linear(`${name}.k`, states), stateRows, heads); // [stateRows, heads, seen, size]
  const newValue = splitHeads(network.linear(`${name}.v`, states), stateRows, heads);
  const [key, value] = arrange?.(newKey, newValue) ?? [newKey, newValue]; // [batch, heads, seen, size]
  const dropoutMask = network.dropoutMask([batch, heads, query.shape[2], key.shape[2]], rate);
  const mixed = attention(query, key, value, bias, { scale: 1, dropoutMask, isBiasTrained });
  return network.linear(`${name}.o`, mergeHeads(mixed)); // [batch * time, width]
}

/** Two layers with a function between them, in most models gated by a third. [batch * time, width] */
function feedForward({ network, config }: Parts, part: string, x: tf.Tensor2D): tf.Tensor2D {
  const name = `${part}.DenseReluDense`;
  const activate = config.activation === 'relu' ? tf.relu<tf.Tensor2D> : gelu<tf.Tensor2D>;
  const inner = config.gated
    ? tf.mul<tf.Tensor2D>(activate(network.linear(`${name}.wi_0`, x)), network.linear(`${name}.wi_1`, x))
    : activate(network.linear(`${name}.wi`, x)); // [batch * time, inner]
  return network.linear(`${name}.wo`, dropout(network, inner, config.dropout));
}

/** What the distances between tokens add to the attention scores, [batch, heads, time, seen]. */
function positionBias(
  { network, config }: Parts,
  stack: Stack,
  looking: readonly (readonly number[])[],
  seen: readonly (readonly number[])[],
): tf.Tensor4D {
  const { heads, relativeBuckets: buckets, relativeMaxDistance: maxDistance } = config;
  const ids = relativeBuckets(looking, seen, { isBidirectional: stack === 'encoder', buckets, maxDistance });
  const values = network.embed(biasWeights(stack), tf.tensor1d(ids, 'int32'));
  const shape: [number, number, number, number] = [
    looking.length,
    looking[0]?.length ?? 0,
    seen[0]?.length ?? 0,
    heads,
  ];
  return tf.transpose<tf.Tensor4D>(tf.reshape(values, shape), [0, 3, 1, 2]);
}

/** Rows of the sources, in the order of the decoder's rows. */
function ofRows(x: tf.Tensor4D, ofRow: Source['ofRow']): tf.Tensor4D {
  return ofRow === undefined ? x : tf.gather(x, ofRow);
}

function norm({ network, config }: Parts, name: string, x: tf.Tensor2D): tf.Tensor2D {
  return rmsNorm(x, network.vector(`${name}.weight`), config.layerNormEpsilon);
}

function dropped({ network, config }: Parts, x: tf.Tensor2D): tf.Tensor2D {
  return dropout(network, x, config.dropout);
}
