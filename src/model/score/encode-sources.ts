import * as tf from '@tensorflow/tfjs-core';
import type { Seq2SeqModel } from '../language-model.js';
import type { Source } from '../network.js';
import { batchRows } from './batch-rows.js';
import { paddingMask, sourceTensors } from './row-tensors.js';
import type { ScoreOptions } from './score-rows.js';

/** Encoder states of several sources, without padding. */
export interface EncodedSources {
  /** States of all tokens, [tokens, width]. */
  readonly states: tf.Tensor2D;
  /** Row of each source's first token, and number of its tokens. */
  readonly spans: readonly { readonly start: number; readonly length: number }[];
}

/**
 * Runs the encoder over sources, those of like length together. The caller owns the states.
 * @param sources token ids, each 1 or more; at least one source.
 * @throws what `pause` throws; nothing stays in memory then.
 */
export async function encodeSources(
  model: Pick<Seq2SeqModel, 'encode'>,
  sources: readonly (readonly number[])[],
  { tokenBudget, pause }: Pick<ScoreOptions, 'tokenBudget' | 'pause'>,
): Promise<EncodedSources> {
  const parts: tf.Tensor2D[] = [];
  const spans = new Array<{ start: number; length: number }>(sources.length);
  let start = 0;
  try {
    for (const batch of batchRows(
      sources.map(({ length }) => length),
      tokenBudget,
    )) {
      await pause();
      const chosen = batch.map((index) => sources[index] ?? []);
      parts.push(encodeBatch(model, chosen));
      for (const [place, { length }] of chosen.entries()) {
        spans[batch[place] ?? -1] = { start, length };
        start += length;
      }
    }
    return { states: tf.concat(parts), spans };
  } finally {
    tf.dispose(parts);
  }
}

/** States of the tokens of the sources, one source after the other, [tokens, width]. */
function encodeBatch(
  model: Pick<Seq2SeqModel, 'encode'>,
  sources: readonly (readonly number[])[],
): tf.Tensor2D {
  return tf.tidy(() => {
    const tensors = sourceTensors(sources);
    const time = tensors.ids.shape[1];
    const places = sources.flatMap((source, index) => source.map((_, place) => index * time + place));
    return tf.gather(model.encode(tensors), tf.tensor1d(places, 'int32')); // [tokens, width]
  });
}

/**
 * The sources of some of the decoder's rows, each once, padded on the right to the longest. The caller owns the tensors.
 * @param ofRows index of the source of each row.
 */
export function selectSources(
  { states, spans }: EncodedSources,
  ofRows: readonly number[],
): Required<Source> {
  const distinct = [...new Set(ofRows)];
  const chosen = distinct.map((index) => spans[index] ?? { start: 0, length: 0 });
  const time = Math.max(...chosen.map(({ length }) => length));
  const places = new Int32Array(distinct.length * time); // padding is the first token, which the mask hides
  for (const [row, { start, length }] of chosen.entries()) {
    for (let place = 0; place < length; place += 1) places[row * time + place] = start + place;
  }
  const rowOf = new Map(distinct.map((index, row) => [index, row]));
  return {
    states: tf.tidy(() => tf.gather(states, tf.tensor1d(places, 'int32'))), // [sources * time, width]
    mask: paddingMask(chosen.map(({ length }) => length)),
    ofRow: tf.tensor1d(
      ofRows.map((index) => rowOf.get(index) ?? 0),
      'int32',
    ),
  };
}
