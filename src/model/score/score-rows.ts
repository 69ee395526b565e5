import * as tf from '@tensorflow/tfjs-core';
import type { SequenceScore } from '../../records/sequences.js';
import type { LanguageModel } from '../language-model.js';
import type { Rows } from '../network.js';
import type { PlannedRow } from './plan-row.js';
import { rowTensors } from './row-tensors.js';
import { scoreTokens, type TokenScore, type TokenTarget } from './score-tokens.js';

/** How sequences are scored. */
export interface ScoreOptions {
  /** Most tokens of a batch, padding included. */
  readonly tokenBudget: number;
  /** Is told of each group as it is finished: its index, and the scores of its sequences in order. */
  readonly onScored: (index: number, scores: readonly SequenceScore[]) => void;
  /** Is awaited before each batch: lets other work run, and throws where the work is to stop. */
  readonly pause: () => Promise<void>;
}

/**
 * Scores of the targets of rows that are computed together. Places that several targets share are scored once.
 * @param compute last hidden states of the rows, [batch * time, width]; the rows' tensors are freed after it.
 * @returns for each row the scores of its targets, in order.
 */
export function scoreRows(
  model: Pick<LanguageModel, 'head' | 'vocabularySize'>,
  rows: readonly PlannedRow[],
  compute: (tensors: Rows) => tf.Tensor2D,
): TokenScore[][] {
  const { places, targets } = placesOf(rows);
  const predicting = tf.tidy(() => {
    const hidden = compute(rowTensors(rows)); // [batch * time, width]
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
