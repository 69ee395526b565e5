/**
 * GPT-2 (Radford et al. 2019), which mGPT (Shliazhko et al. 2022, arXiv 2204.07580) is: a decoder with learned
 * position embeddings, layer norms before each part, and mostly the embeddings again as head. Equal to transformers'
 * `GPT2LMHeadModel`.
 */
import * as tf from '@tensorflow/tfjs-core';
import { dropout } from '../layers/dropout.js';
import { gelu } from '../layers/gelu.js';
import { pickRows, sum } from '../layers/residual.js';
import type { Network, Rows } from '../network.js';
import { decoderBlocks, fusedAttention, namedNorms } from './decoder.js';
import { type Gpt2Config, gpt2, POSITIONS } from './gpt2.js';

/**
 * Last hidden states, after the final layer norm.
 * @returns [wanted, width], of the places that the rows name, else of all, batch * time.
 */
export function hidden(network: Network, config: Gpt2Config, rows: Rows): tf.Tensor2D {
  const { layers, width, heads, scaleAttention, layerNormEpsilon } = config;
  const { embeddingDropout, attentionDropout, residualDropout } = config;
  return tf.tidy(() => {
    const norm = namedNorms(network, layerNormEpsilon);
    const tokens = network.embed(gpt2.embeddings, tf.reshape(rows.ids, [-1])); // [batch * time, width]
    const places = network.embed(POSITIONS, tf.reshape(rows.positions, [-1])); // [batch * time, width]
    const x = dropout(network, sum(tokens, places), embeddingDropout); // [batch * time, width]
    const name = (layer: number) => `transformer.h.${layer}`;
    const last = decoderBlocks(network, { layers, name }, { ...rows, x, bias: rows.mask }, (input) => {
      const block = name(input.layer);
      const before = norm(`${block}.ln_1`, input.x); // [batch * time, width]
      // The projection gives the queries of all heads, then their keys, then their values.
      const attended = fusedAttention(
        network,
        rows,
        { ...input, x: before },
        {
          heads,
          order: 'by part',
          scale: scaleAttention ? 1 / Math.sqrt(width / heads) : 1,
          projection: `${block}.attn.c_attn`,
          output: `${block}.attn.c_proj`,
          dropout: attentionDropout,
        },
      ); // [wanted, width]
      const kept = pickRows(input.x, input.wanted); // [wanted, width]
      const middle = sum(kept, dropout(network, attended, residualDropout)); // [wanted, width]
      const inner = gelu(network.linear(`${block}.mlp.c_fc`, norm(`${block}.ln_2`, middle))); // [wanted, inner]
      const outer = network.linear(`${block}.mlp.c_proj`, inner); // [wanted, width]
      return sum(middle, dropout(network, outer, residualDropout));
    });
    return norm('transformer.ln_f', last); // [wanted, width]
  });
}
