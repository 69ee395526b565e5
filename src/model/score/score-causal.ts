import * as tf from '@tensorflow/tfjs-core';
import type { SequenceGroup } from '../../util/sequences.js';
import type { CausalModel } from '../language-model.js';
import { batchRows } from './batch-rows.js';
import { type PlannedRow, planRows } from './plan-row.js';
import { rowTensors } from './row-tensors.js';
import type { ScoreOptions } from './score-options.js';
import { scoreTokens, type TokenScore, type TokenTarget } from './score-tokens.js';
import { sumScores } from './sum-scores.js';

/**
 * Scores groups of sequences with a causal model: one row a group, its shared beginning computed once, rows of like
 * length together, the vocabulary's scores at the scored tokens only.
 * @throws the signal's reason where it is aborted; groups that were reported by then are finished.
 */
export async function scoreCausal(
  model: CausalModel,
  groups: readonly SequenceGroup[],
  { tokenBudget, onScored, pause }: ScoreOptions,
): Promise<void> {
  const rows = groups.flatMap((group, index) =>
    planRows(group, tokenBudget).map((row) => ({ ...row, group: index })),
  );
  const sums = sumScores(groups, onScored);
  for (const batch of batchRows(rows.map(({ ids }) => ids.length), tokenBudget)) {
    await pause();
    const chosen = batch.flatMap((index) => rows[index] ?? []);
    for (const [place, scores] of scoreBatch(model, chosen).entries()) {
      const row = chosen[place];
      if (row !== undefined) sums.add(row.group, row.targets, scores);
    }
  }
}

/** Scores of the targets of each row, in order. */
function scoreBatch(model: CausalModel, rows: readonly PlannedRow[]): TokenScore[][] {
  const { places, targets } = placesOf(rows);
  const predicting = tf.tidy(() => {
    const hidden = model.hidden(rowTensors(rows)); // [batch * time, width]
    return tf.gather(hidden, tf.tensor1d(places, 'int32')); // [places, width]
  });
  const flat = scoreTokens(predicting, model.head, model.vocabularySize, targets);
  predicting.dispose();
  let start = 0;
  return rows.map(({ targets: { length } }) => {
    start += length;
    return flat.slice(start - length, start);
  });
}

/** The places that predict something, each once, and the targets in terms of them. */
function placesOf(rows: readonly PlannedRow[]): { places: number[]; targets: TokenTarget[] } {
  const time = Math.max(...rows.map(({ ids }) => ids.length));
  const indexOf = new Map<number, number>();
  const targets = rows.flatMap((row, index) =>
    row.targets.map(({ place, id }) => {
      const flat = index * time + place;
      const known = indexOf.get(flat) ?? indexOf.size;
      indexOf.set(flat, known);
      return { row: known, id };
    }),
  );
  return { places: [...indexOf.keys()], targets };
}
