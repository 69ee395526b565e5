import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/backend/start-backend.js';
import type { LanguageModel } from '../../src/model/language-model.js';
import { loadModel } from '../../src/model/load-model.js';
import type { Past, Rows } from '../../src/model/network.js';
import { sourceTensors } from '../../src/model/score/row-tensors.js';
import { assertClose } from '../close.js';
import { referenceFile } from '../reference-file.js';
import { causalRows } from './reference-logits.js';

/** Single precision, in sums of other orders. */
const TOLERANCE = 1e-4;

before(async () => {
  await startBackend({ onNotice: () => undefined });
});

const IDS = [
  [3, 4, 5, 6, 7],
  [8, 9, 10, 11, 12],
];

/** Keeps the keys and values of each layer; `positions` are those of all tokens seen. */
function growingPast(known: Map<number, [tf.Tensor4D, tf.Tensor4D]>, positions: tf.Tensor2D): Past {
  return {
    positions,
    extend: (layer, key, value) => {
      const [keys, values] = known.get(layer) ?? [];
      const all: [tf.Tensor4D, tf.Tensor4D] = [
        keys === undefined ? key : tf.concat([keys, key], 2),
        values === undefined ? value : tf.concat([values, value], 2),
      ];
      known.set(layer, [tf.keep(all[0]), tf.keep(all[1])]);
      return all;
    },
  };
}

/** The columns from..to of rows, which see the columns before them. */
function columns({ ids, positions, mask }: Rows, from: number, to: number): Rows {
  const batch = ids.shape[0];
  return {
    ids: tf.slice(ids, [0, from], [batch, to - from]),
    positions: tf.slice(positions, [0, from], [batch, to - from]),
    mask: tf.slice(mask, [0, 0, from, 0], [batch, 1, to - from, to]),
  };
}

function compute(model: LanguageModel, rows: Rows): tf.Tensor3D {
  const [batch, time] = rows.ids.shape;
  const hidden = () => {
    if (model.kind === 'causal') return model.hidden(rows);
    const source = sourceTensors([[4, 5, 6], [7]]);
    return model.decode(rows, { states: model.encode(source), mask: source.mask });
  };
  return tf.reshape(hidden(), [batch, time, -1]);
}

for (const folder of ['models/bloom', 'models/gpt2', 'models/mt5']) {
  test(`${folder} computes rows.past: tokens read in pieces are as tokens read at once`, async () => {
    const model = await loadModel(referenceFile(folder));
    tf.tidy(() => {
      const rows = causalRows(
        IDS,
        IDS.map((row) => row.map(() => 1)),
      );
      const known = new Map<number, [tf.Tensor4D, tf.Tensor4D]>();
      const pieces = [
        [0, 2],
        [2, 3],
        [3, 5],
      ].map(([from = 0, to = 0]) => {
        const past = growingPast(known, tf.slice(rows.positions, [0, 0], [IDS.length, to]));
        return compute(model, { ...columns(rows, from, to), past });
      });
      assertClose([...tf.concat(pieces, 1).dataSync()], [...compute(model, rows).dataSync()], TOLERANCE);
      assert.ok(known.size > 1);
    });
    model.dispose();
  });
}
