import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { CausalModel, LanguageModel, Seq2SeqModel } from '../../src/model/language-model.js';
import { HIDDEN } from '../../src/model/layers/attention.js';
import { loadModel } from '../../src/model/load-model.js';
import type { Rows } from '../../src/model/network.js';
import { assertClose } from '../close.js';
import { referenceFile } from '../reference-file.js';

/** Rows that transformers computed, and every so-manieth of their logits. */
export interface LogitsBatch {
  readonly padding: 'left' | 'right';
  readonly ids: readonly (readonly number[])[];
  /** 1 for tokens, 0 for padding. */
  readonly mask: readonly (readonly number[])[];
  readonly decoderIds?: readonly (readonly number[])[];
  readonly vocabularyStep: number;
  /** [batch, time, kept], flat. */
  readonly logits: readonly number[];
}

/** Single precision on both sides, summed in other orders. */
const TOLERANCE = 1e-4;

/** Asserts that a model's logits are transformers', at every token that is not padding, and that nothing leaks. */
export async function assertLogits(folder: string, batches: readonly LogitsBatch[]): Promise<void> {
  const tensorsBefore = tf.memory().numTensors;
  const model = await loadModel(referenceFile(folder));
  const weights = tf.memory().numTensors;
  for (const [index, batch] of batches.entries()) {
    const expected = keptLogits(batch);
    // Where all logits are small, relative to the largest.
    const scale = Math.min(1, Math.max(...expected.map(Math.abs)));
    assertClose(
      logitsOf(model, batch).map((value) => value / scale),
      expected.map((value) => value / scale),
      TOLERANCE,
      `${folder} batch ${index}, ${batch.padding}`,
    );
  }
  assert.equal(tf.memory().numTensors, weights, 'no tensor is left of the rows');
  model.dispose();
  assert.equal(tf.memory().numTensors, tensorsBefore, 'no tensor is left of the model');
}

/** The fixture's logits without those at padding. */
function keptLogits({ ids, mask, decoderIds, logits }: LogitsBatch): number[] {
  const isKept = decoderIds?.flatMap((row) => row.map(() => 1)) ?? mask.flat();
  const size = logits.length / (decoderIds ?? ids).flat().length;
  return logits.filter((_, index) => isKept[Math.floor(index / size)] === 1);
}

/** Every so-manieth logit of a model at the tokens of a batch that are no padding, one row after the other. */
export function logitsOf(model: LanguageModel, batch: LogitsBatch): number[] {
  return tf.tidy(() => {
    const hidden = model.kind === 'causal' ? causalStates(model, batch) : decoderStates(model, batch);
    const isKept = batch.decoderIds?.flatMap((row) => row.map(() => 1)) ?? batch.mask.flat();
    const kept = isKept.flatMap((keep, place) => (keep === 1 ? [place] : []));
    const logits = model.head(tf.gather(hidden, tf.tensor1d(kept, 'int32'))); // [kept, vocabulary]
    const ids = tf.range(0, model.vocabularySize, batch.vocabularyStep, 'int32');
    return [...tf.gather(logits, ids, 1).dataSync()];
  });
}

function causalStates(model: CausalModel, { ids, mask }: LogitsBatch): tf.Tensor2D {
  return model.hidden(causalRows(ids, mask));
}

function decoderStates(model: Seq2SeqModel, { ids, mask, decoderIds = [] }: LogitsBatch): tf.Tensor2D {
  const hidden = mask.flat().map((keep) => (keep === 1 ? 0 : HIDDEN));
  const sourceMask = tf.tensor4d(hidden, [ids.length, 1, 1, ids[0]?.length ?? 0]);
  const states = model.encode({ ids: matrix(ids), mask: sourceMask });
  const all = decoderIds.map((row) => row.map(() => 1));
  return model.decode(causalRows(decoderIds, all), { states, mask: sourceMask });
}

/** Rows whose tokens see themselves and what comes before, with positions from the first that is not padding. */
export function causalRows(ids: readonly (readonly number[])[], mask: readonly (readonly number[])[]): Rows {
  const time = ids[0]?.length ?? 0;
  const positions = mask.map((row) =>
    row.map((_, place) => Math.max(0, row.slice(0, place + 1).reduce((sum, keep) => sum + keep, 0) - 1)),
  );
  const visible = mask.flatMap((row) =>
    row.flatMap((_, place) =>
      row.map((keep, seen) => (seen === place || (keep === 1 && seen < place) ? 0 : HIDDEN)),
    ),
  );
  return {
    ids: matrix(ids),
    positions: matrix(positions),
    mask: tf.tensor4d(visible, [ids.length, 1, time, time]),
  };
}

function matrix(rows: readonly (readonly number[])[]): tf.Tensor2D {
  return tf.tensor2d(
    rows.map((row) => [...row]),
    [rows.length, rows[0]?.length ?? 0],
    'int32',
  );
}
