/**
 * BLOOM (Le Scao et al. 2022, arXiv 2211.05100): a decoder with ALiBi in place of position embeddings, a layer
 * norm on the embeddings, and mostly the embeddings again as head. Equal to transformers' `BloomForCausalLM`.
 */
import * as tf from '@tensorflow/tfjs-core';
import { dropout } from '../layers/dropout.js';
import { gelu } from '../layers/gelu.js';
import { pickRows, sum } from '../layers/residual.js';
import type { Network, Rows } from '../network.js';
import { type BloomConfig, bloom } from './bloom.js';
import { decoderBlocks, fusedAttention, namedNorms } from './decoder.js';

/**
 * Last hidden states, after the final layer norm.
 * @returns [wanted, width], of the places that the rows name, else of all, batch * time.
 */
export function hidden(network: Network, config: BloomConfig, rows: Rows): tf.Tensor2D {
  const { layers, width, heads, hiddenDropout, attentionDropout, layerNormEpsilon, residualAfterNorm } =
    config;
  return tf.tidy(() => {
    const bias = alibi(config, rows); // [batch, heads, time or 1, seen]
    const norm = namedNorms(network, layerNormEpsilon);
    const embedded = network.embed(bloom.embeddings, tf.reshape(rows.ids, [-1]));
    const x = norm(`${bloom.embeddings}_layernorm`, embedded); // [batch * time, width]
    const name = (layer: number) => `transformer.h.${layer}`;
    const last = decoderBlocks(network, { layers, name }, { ...rows, x, bias }, (input) => {
      const block = name(input.layer);
      const before = norm(`${block}.input_layernorm`, input.x); // [batch * time, width]
      // The projection gives a query, a key and a value for one head after the other.
      const attended = fusedAttention(
        network,
        rows,
        { ...input, x: before },
        {
          heads,
          order: 'by head',
          scale: 1 / Math.sqrt(width / heads),
          projection: `${block}.self_attention.query_key_value`,
          output: `${block}.self_attention.dense`,
          dropout: attentionDropout,
        },
      ); // [wanted, width]
      const kept = pickRows(residualAfterNorm ? before : input.x, input.wanted); // [wanted, width]
      const middle = sum(kept, dropout(network, attended, hiddenDropout)); // [wanted, width]
      const after = norm(`${block}.post_attention_layernorm`, middle);
      const inner = gelu(network.linear(`${block}.mlp.dense_h_to_4h`, after)); // [wanted, 4 * width]
      const outer = network.linear(`${block}.mlp.dense_4h_to_h`, inner); // [wanted, width]
      return sum(residualAfterNorm ? after : middle, dropout(network, outer, hiddenDropout));
    });
    return norm('transformer.ln_f', last); // [wanted, width]
  });
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
