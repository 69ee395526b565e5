/** Rows of tokens as tensors, filled up on the right. */
import * as tf from '@tensorflow/tfjs-core';
import { HIDDEN } from '../../model/layers/attention.js';
import type { Rows } from '../../model/network.js';

/** The length that rows are filled up to: that of the longest, rounded up to a multiple. */
export function paddedLength(rows: readonly (readonly number[])[], multiple: number): number {
  return Math.ceil(Math.max(...rows.map(({ length }) => length)) / multiple) * multiple;
}

/** Ids of rows, int32 [batch, time]; those that fill up are 0, which every vocabulary has. */
export function idTensor(rows: readonly (readonly number[])[], time: number): tf.Tensor2D {
  const ids = new Int32Array(rows.length * time);
  for (const [index, row] of rows.entries()) ids.set(row, index * time);
  return tf.tensor2d(ids, [rows.length, time], 'int32');
}

/**
 * Rows that are read from left to right. Nothing need hide what fills them up: it stands to the right of all tokens.
 * The caller owns the tensors.
 */
export function causalRows(rows: readonly (readonly number[])[], time: number): Rows {
  const positions = Int32Array.from({ length: rows.length * time }, (_, index) => index % time);
  const mask = Float32Array.from({ length: time * time }, (_, index) =>
    index % time > Math.floor(index / time) ? HIDDEN : 0,
  );
  return {
    ids: idTensor(rows, time),
    positions: tf.tensor2d(positions, [rows.length, time], 'int32'),
    mask: tf.tensor4d(mask, [1, 1, time, time]),
  };
}
