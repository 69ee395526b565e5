import * as tf from '@tensorflow/tfjs-core';
import { HIDDEN } from '../layers/attention.js';
import type { Rows } from '../network.js';

/**
 * Sources as an encoder reads them, padded on the right to the longest. The caller owns the tensors.
 * @param sources token ids, each 1 or more.
 * @returns ids [batch, time], and the mask [batch, 1, 1, time], which hides the padding.
 */
export function sourceTensors(sources: readonly (readonly number[])[]): Pick<Rows, 'ids' | 'mask'> {
  const batch = sources.length;
  const time = Math.max(...sources.map(({ length }) => length));
  const ids = new Int32Array(batch * time);
  for (const [index, source] of sources.entries()) ids.set(source, index * time);
  const mask = paddingMask(sources.map(({ length }) => length));
  return { ids: tf.tensor2d(ids, [batch, time], 'int32'), mask };
}

/** 0 for the tokens of rows of these lengths and `HIDDEN` for the padding behind them, [batch, 1, 1, longest]. */
export function paddingMask(lengths: readonly number[]): tf.Tensor4D {
  const time = Math.max(...lengths);
  const mask = new Float32Array(lengths.length * time);
  for (const [index, length] of lengths.entries())
    mask.fill(HIDDEN, index * time + length, (index + 1) * time);
  return tf.tensor4d(mask, [lengths.length, 1, 1, time]);
}
