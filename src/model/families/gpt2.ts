/**
 * GPT-2 (Radford et al. 2019), which mGPT (Shliazhko et al. 2022, arXiv 2204.07580) is: a decoder with learned
 * position embeddings, layer norms before each part, and mostly the embeddings again as head. Equal to transformers'
 * `GPT2LMHeadModel`.
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
import type { Gpt2Config } from './model-config.js';

/**
 * Last hidden states, after the final layer norm.
 * @returns [wanted, width], of the places that the rows name, else of all, batch * time.
 */
export function gpt2(network: Network, config: Gpt2Config, rows: Rows): tf.Tensor2D {
  const { layers, embeddingDropout, residualDropout, layerNormEpsilon } = config;
  return tf.tidy(() => {
    const norm = (name: string, x: tf.Tensor2D) =>
      layerNorm(
        x,
        network.vector(`${name}.weight`),
        network.vector(`${name}.bias`),
        layerNormEpsilon,
        network.isTrained(`${name}.weight`),
      );
    const tokens = network.embed(EMBEDDINGS.gpt2, tf.reshape(rows.ids, [-1])); // [batch * time, width]
    const places = network.embed('transformer.wpe', tf.reshape(rows.positions, [-1])); // [batch * time, width]
    let x = dropout(network, sum(tokens, places), embeddingDropout); // [batch * time, width]
    for (let layer = 0; layer < layers; layer += 1) {
      const block = `transformer.h.${layer}`;
      // Of the last layer nothing is needed but what is wanted: keys and values are all that others look at.
      const places = layer === layers - 1 ? rows.places : undefined;
      x = network.block(block, { x, mask: rows.mask, wanted: places }, ({ x, mask, wanted }) => {
        const before = norm(`${block}.ln_1`, x); // [batch * time, width]
        const attended = attend(network, config, {
          rows: { ...rows, mask },
          layer,
          x: before,
          wanted,
        });
        const middle = sum(pickRows(x, wanted), dropout(network, attended, residualDropout)); // [wanted, width]
        const inner = gelu(network.linear(`${block}.mlp.c_fc`, norm(`${block}.ln_2`, middle))); // [wanted, inner]
        const outer = network.linear(`${block}.mlp.c_proj`, inner); // [wanted, width]
        return sum(middle, dropout(network, outer, residualDropout));
      });
    }
    return norm('transformer.ln_f', x); // [wanted, width]
  });
}

interface Attended {
  readonly rows: Rows;
  readonly layer: number;
  readonly x: tf.Tensor2D;
  /** Places whose results are wanted (default: all). */
  readonly wanted: tf.Tensor1D | undefined;
}

/** The fused projection gives the queries of all heads, then their keys, then their values. [wanted, width] */
function attend(
  network: Network,
  { heads, width, attentionDropout, scaleAttention }: Gpt2Config,
  { rows, layer, x, wanted }: Attended,
): tf.Tensor2D {
  const [batch, time] = rows.ids.shape;
  const { mask, past } = rows;
  const name = `transformer.h.${layer}.attn`;
  const mixed = selfAttention(network.linear(`${name}.c_attn`, x), mask, {
    batch,
    heads,
    order: 'by part',
    scale: scaleAttention ? 1 / Math.sqrt(width / heads) : 1,
    drop: network.dropFactors([batch, heads, time, mask.shape[3]], attentionDropout),
    extend: past && ((key, value) => past.extend(layer, key, value)),
  });
  return network.linear(`${name}.c_proj`, pickRows(mixed, wanted)); // [wanted, width]
}

/** Every weight of the model. */
export function gpt2Weights(config: Gpt2Config): WeightShape[] {
  const { layers, width, innerWidth, positions } = config;
  const { embeddings, head } = vocabularyWeights(config);
  const vector = (name: string, size: number): WeightShape => ({ name, shape: [size], kind: 'vector' });
  const norm = (name: string) => [vector(`${name}.weight`, width), vector(`${name}.bias`, width)];
  const conv = (name: string, input: number, output: number): WeightShape[] => [
    { name: `${name}.weight`, shape: [input, output], kind: 'conv1d' },
    vector(`${name}.bias`, output),
  ];
  const blocks = Array.from({ length: layers }, (_, layer) => `transformer.h.${layer}`);
  return [
    embeddings,
    { name: 'transformer.wpe.weight', shape: [positions, width], kind: 'embedding' },
    ...blocks.flatMap((block) => [
      ...norm(`${block}.ln_1`),
      ...conv(`${block}.attn.c_attn`, width, 3 * width),
      ...conv(`${block}.attn.c_proj`, width, width),
      ...norm(`${block}.ln_2`),
      ...conv(`${block}.mlp.c_fc`, width, innerWidth),
      ...conv(`${block}.mlp.c_proj`, innerWidth, width),
    ]),
    ...norm('transformer.ln_f'),
    head,
  ];
}
