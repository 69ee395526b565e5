import * as tf from '@tensorflow/tfjs-core';

/** Bytes of logits that are held at once: matrix products are no faster with more, and sums are slower. */
const LOGIT_BYTES = 32 * 2 ** 20;
/** Logits up to this size can be exponentiated as they are: e^±60 · 10⁶ is far inside of float32. */
const SAFE_LOGIT = 60;

/** A token to score: the row of the hidden states that predicts it, and its id. */
export interface TokenTarget {
  readonly row: number;
  readonly id: number;
}

/** What a model makes of one token. */
export interface TokenScore {
  /** Natural logarithm of the token's probability. */
  readonly logProbability: number;
  /** Whether no token is likelier. */
  readonly isGreedy: boolean;
}

/**
 * Log-probabilities of tokens. The vocabulary's scores are made for a few rows at a time, so that memory is bounded.
 * @param hidden states to predict from, [n, width].
 * @param head scores of the vocabulary, [n, vocabulary], of states [n, width].
 * @returns one score a target, in order.
 */
export function scoreTokens(
  hidden: tf.Tensor2D,
  head: (states: tf.Tensor2D) => tf.Tensor2D,
  vocabularySize: number,
  targets: readonly TokenTarget[],
): TokenScore[] {
  const [rows, width] = hidden.shape;
  const rowsAtOnce = Math.max(1, Math.floor(LOGIT_BYTES / (4 * vocabularySize)));
  const scores = new Array<TokenScore>(targets.length);
  const byRow = targets.map((target, index) => ({ ...target, index })).sort((a, b) => a.row - b.row);
  let next = 0;
  for (let start = 0; start < rows; start += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, rows - start);
    const end = byRow.findIndex(({ row }, index) => index >= next && row >= start + count);
    const chunk = byRow.slice(next, end === -1 ? byRow.length : end);
    next += chunk.length;
    const [logits, top, total] = tf.tidy(() => {
      const all = head(tf.slice(hidden, [start, 0], [count, width])); // [count, vocabulary]
      const places = chunk.map(({ row, id }) => [row - start, id]);
      const picked = tf.gatherND(all, tf.tensor2d(places, [places.length, 2], 'int32')); // [chunk]
      const highest = tf.max(all, -1); // [count]
      return [picked.dataSync(), highest.dataSync(), logSumExp(all, highest).dataSync()];
    });
    for (const [place, { row, index }] of chunk.entries()) {
      const logit = logits[place] ?? Number.NaN;
      scores[index] = {
        logProbability: logit - (total[row - start] ?? Number.NaN),
        isGreedy: logit >= (top[row - start] ?? Number.NaN),
      };
    }
  }
  return scores;
}

/** log Σ exp over the last axis, [n]; the highest value is taken out first only where float32 needs it. */
function logSumExp(logits: tf.Tensor2D, highest: tf.Tensor): tf.Tensor {
  const isSafe = highest.dataSync().every((value) => Math.abs(value) <= SAFE_LOGIT);
  if (isSafe) return tf.log(tf.sum(tf.exp(logits), -1));
  const shifted = tf.exp(tf.sub(logits, tf.expandDims(highest, -1))); // [n, vocabulary]
  return tf.add(tf.log(tf.sum(shifted, -1)), highest);
}
