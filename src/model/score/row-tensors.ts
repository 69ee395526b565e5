import * as tf from '@tensorflow/tfjs-core';
import { HIDDEN } from '../layers/attention.js';
import type { Rows } from '../network.js';
import type { PlannedRow } from './plan-row.js';

/**
 * Rows as a model reads them, padded on the right to the longest. The caller owns the tensors.
 * @returns ids and positions [batch, time], and the mask [batch, 1, time, time]: a token sees the trunk up to itself,
 * and of what follows only its own branch; padding sees itself alone, so that nothing is NaN.
 */
export function rowTensors(rows: readonly PlannedRow[]): Rows {
  const batch = rows.length;
  const time = Math.max(...rows.map(({ ids }) => ids.length));
  const ids = new Int32Array(batch * time);
  const positions = new Int32Array(batch * time);
  const mask = new Float32Array(batch * time * time).fill(HIDDEN);
  for (const [index, row] of rows.entries()) {
    const start = index * time;
    ids.set(row.ids, start);
    const see = (place: number, from: number, to: number) => {
      mask.fill(0, (start + place) * time + from, (start + place) * time + to);
    };
    for (let place = 0; place < row.trunk; place += 1) {
      positions[start + place] = place;
      see(place, 0, place + 1);
    }
    let branchStart = row.trunk;
    for (const end of row.branchEnds) {
      for (let place = branchStart; place < end; place += 1) {
        positions[start + place] = row.trunk + place - branchStart;
        see(place, 0, row.trunk);
        see(place, branchStart, place + 1);
      }
      branchStart = end;
    }
    for (let place = row.ids.length; place < time; place += 1) see(place, place, place + 1);
  }
  return {
    ids: tf.tensor2d(ids, [batch, time], 'int32'),
    positions: tf.tensor2d(positions, [batch, time], 'int32'),
    mask: tf.tensor4d(mask, [batch, 1, time, time]),
  };
}

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

/**
 * 0 for the tokens of rows of these lengths and `HIDDEN` for the padding behind them, [batch, 1, 1, time].
 * @param time tokens that rows are filled up to (default: those of the longest).
 */
export function paddingMask(lengths: readonly number[], time: number = Math.max(...lengths)): tf.Tensor4D {
  const mask = new Float32Array(lengths.length * time);
  for (const [index, length] of lengths.entries())
    mask.fill(HIDDEN, index * time + length, (index + 1) * time);
  return tf.tensor4d(mask, [lengths.length, 1, 1, time]);
}
