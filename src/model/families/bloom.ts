/**
 * BLOOM (Le Scao et al. 2022, arXiv 2211.05100): a decoder with ALiBi in place of position embeddings, a layer
 * norm on the embeddings, and mostly the embeddings again as head. Equal to transformers' `BloomForCausalLM`.
 */
import * as tf from '@tensorflow/tfjs-core';
import { dropout } from '../layers/dropout.js';
import { gelu } from '../layers/gelu.js';
import { layerNorm } from '../layers/layer-norm.js';
import { pickRows } from '../layers/pick-rows.js';
import { selfAttention } from '../layers/self-attention.js';
import { sum } from '../layers/sum.js';
import type { Network, Rows, WeightShape } from '../network.js';
import { EMBEDDINGS, vocabularyWeights } from '../vocabulary-weights.js';
import type { BloomConfig } from './model-config.js';

const EMBEDDING = EMBEDDINGS.bloom;

/**
 * Last hidden states, after the final layer norm.
 * @returns [wanted, width], of the places that the rows name, else of all, batch * time.
 */
export function bloom(network: Network, config: BloomConfig, rows: Rows): tf.Tensor2D {
  const { layers, hiddenDropout, layerNormEpsilon } = config;
  return tf.tidy(() => {
    const bias = alibi(config, rows); // [batch, heads, time or 1, seen]
    const norm = (name: string, x: tf.Tensor2D) =>
      layerNorm(
        x,
        network.vector(`${name}.weight`),
        network.vector(`${name}.bias`),
        layerNormEpsilon,
        network.isTrained(`${name}.weight`),
      );
    const embedded = network.embed(EMBEDDING, tf.reshape(rows.ids, [-1]));
    let x = norm(`${EMBEDDING}_layernorm`, embedded); // [batch * time, width]
    for (let layer = 0; layer < layers; layer += 1) {
      const block = `transformer.h.${layer}`;
      // Of the last layer nothing is needed but what is wanted: keys and values are all that others look at.
      const places = layer === layers - 1 ? rows.places : undefined;
      x = network.block(block, { x, bias, wanted: places }, ({ x, bias, wanted }) => {
        const before = norm(`${block}.input_layernorm`, x); // [batch * time, width]
        const attended = attend(network, config, { rows, bias, layer, x: before, wanted });
        const kept = pickRows(config.residualAfterNorm ? before : x, wanted); // [wanted, width]
        const middle = sum(kept, dropout(network, attended, hiddenDropout)); // [wanted, width]
        const after = norm(`${block}.post_attention_layernorm`, middle);
        const inner = gelu(network.linear(`${block}.mlp.dense_h_to_4h`, after)); // [wanted, 4 * width]
        const outer = network.linear(`${block}.mlp.dense_4h_to_h`, inner); // [wanted, width]
        return sum(config.residualAfterNorm ? after : middle, dropout(network, outer, hiddenDropout));
      });
    }
    return norm('transformer.ln_f', x); // [wanted, width]
  });
}

interface Attended {
  readonly rows: Rows;
  readonly bias: tf.Tensor4D;
  readonly layer: number;
  readonly x: tf.Tensor2D;
  /** Places whose results are wanted (default: all). */
  readonly wanted: tf.Tensor1D | undefined;
}

/** The fused projection gives a query, a key and a value for one head after the other. [wanted, width] */
function attend(
  network: Network,
  { heads, width, attentionDropout }: BloomConfig,
  { rows, bias, layer, x, wanted }: Attended,
): tf.Tensor2D {
  const [batch, time] = rows.ids.shape;
  const { past } = rows;
  const name = `transformer.h.${layer}.self_attention`;
  const mixed = selfAttention(network.linear(`${name}.query_key_value`, x), bias, {
    batch,
    heads,
    order: 'by head',
    scale: 1 / Math.sqrt(width / heads),
    drop: network.dropFactors([batch, heads, time, bias.shape[3]], attentionDropout),
    extend: past && ((key, value) => past.extend(layer, key, value)),
  });
  return network.linear(`${name}.dense`, pickRows(mixed, wanted)); // [wanted, width]
}

/** What is added to the attention scores: each head's slope times the key's place, and the mask. */
function alibi({ heads }: BloomConfig, { positions, mask, past }: Rows): tf.Tensor4D {
  const places = tf.expandDims(tf.expandDims(tf.cast(past?.positions ?? positions, 'float32'), 1), 1);
  const slopes = tf.reshape(tf.tensor1d(alibiSlopes(heads)), [1, heads, 1, 1]);
  return tf.add(tf.mul(slopes, places), mask); // [batch, heads, time, seen]
}

/**
 * Slopes of ALiBi: a geometric series for the largest power of two of heads, and for the heads beyond it every other
 * member of the series for twice as many.
 * @returns [heads], each in 0..1.
 * Source: Press et al. 2022 (arXiv 2108.12409), and transformers' `build_alibi_tensor` for other numbers of heads.
 */
export function alibiSlopes(heads: number): Float32Array {
  const power = 2 ** Math.floor(Math.log2(heads));
  return Float32Array.from({ length: heads }, (_, head) =>
    head < power ? 2 ** ((-8 * (head + 1)) / power) : 2 ** ((-4 * (2 * (head - power) + 1)) / power),
  );
}

/** Every weight of the model. */
export function bloomWeights(config: BloomConfig): WeightShape[] {
  const { layers, width } = config;
  const { embeddings, head } = vocabularyWeights(config);
  const vector = (name: string, size: number): WeightShape => ({ name, shape: [size], kind: 'vector' });
  const norm = (name: string) => [vector(`${name}.weight`, width), vector(`${name}.bias`, width)];
  const linear = (name: string, output: number, input: number): WeightShape[] => [
    { name: `${name}.weight`, shape: [output, input], kind: 'linear' },
    vector(`${name}.bias`, output),
  ];
  const blocks = Array.from({ length: layers }, (_, layer) => `transformer.h.${layer}`);
  return [
    embeddings,
    ...norm(`${EMBEDDING}_layernorm`),
    ...blocks.flatMap((block) => [
      ...norm(`${block}.input_layernorm`),
      ...linear(`${block}.self_attention.query_key_value`, 3 * width, width),
      ...linear(`${block}.self_attention.dense`, width, width),
      ...norm(`${block}.post_attention_layernorm`),
      ...linear(`${block}.mlp.dense_h_to_4h`, 4 * width, width),
      ...linear(`${block}.mlp.dense_4h_to_h`, width, 4 * width),
    ]),
    ...norm('transformer.ln_f'),
    head,
  ];
}
