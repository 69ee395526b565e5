import * as tf from '@tensorflow/tfjs-core';
import { HIDDEN } from '../layers/attention.js';
import type { Rows } from '../network.js';

/** The keys and values of all tokens of one row that a model has read, which grow as it reads on. */
export interface GrowingPast {
  /**
   * The row of the next tokens, at least one, which see themselves and all before them. A model must compute it once:
   * that is when it becomes part of the past. The caller owns the row's tensors.
   */
  rows(ids: readonly number[]): Rows;
  /** Frees all keys and values. */
  dispose(): void;
}

/** The past of a row of which nothing was read. */
export function createPast(): GrowingPast {
  const layers = new Map<number, [tf.Tensor4D, tf.Tensor4D]>();
  let length = 0;
  const extend = (layer: number, key: tf.Tensor4D, value: tf.Tensor4D): [tf.Tensor4D, tf.Tensor4D] => {
    const known = layers.get(layer);
    const all: [tf.Tensor4D, tf.Tensor4D] = [append(known?.[0], key), append(known?.[1], value)];
    layers.set(layer, all);
    if (known !== undefined) tf.dispose(known);
    return all;
  };
  return {
    rows(ids) {
      const start = length;
      length += ids.length;
      return {
        ids: tf.tensor2d(Int32Array.from(ids), [1, ids.length], 'int32'),
        positions: places(start, length),
        mask: causalMask(start, length),
        past: { positions: places(0, length), extend },
      };
    },
    dispose() {
      for (const pair of layers.values()) tf.dispose(pair);
      layers.clear();
    },
  };
}

/** One behind the other, [batch, heads, seen, size], kept for the steps that follow. */
function append(known: tf.Tensor4D | undefined, added: tf.Tensor4D): tf.Tensor4D {
  return tf.keep(known === undefined ? tf.clone(added) : tf.concat([known, added], 2));
}

/** start..end−1, [1, end − start]. */
function places(start: number, end: number): tf.Tensor2D {
  const values = Int32Array.from({ length: end - start }, (_, index) => start + index);
  return tf.tensor2d(values, [1, end - start], 'int32');
}

/** What each of the tokens start..end−1 sees of the tokens 0..end−1, [1, 1, end − start, end]. */
function causalMask(start: number, end: number): tf.Tensor4D {
  const mask = new Float32Array((end - start) * end);
  for (let row = 0; row < end - start; row += 1)
    mask.fill(HIDDEN, row * end + start + row + 1, (row + 1) * end);
  return tf.tensor4d(mask, [1, 1, end - start, end]);
}
