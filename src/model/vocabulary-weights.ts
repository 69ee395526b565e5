/** The two weights that have a row for each token: the embeddings that a model begins with, and the head that it ends with. */
import * as tf from '@tensorflow/tfjs-core';
import { familyOf, type ModelConfig } from './families/families.js';
import { type Weights, weightOf } from './weights.js';

/** Names of both weights. */
export function vocabularyNames(config: Pick<ModelConfig, 'kind'>): { embeddings: string; head: string } {
  const { embeddings, head } = familyOf(config);
  return { embeddings: `${embeddings}.weight`, head: `${head}.weight` };
}

/**
 * Gives embeddings and head another number of rows; the old tensors are freed. Rows that are added are the mean of
 * those that there are.
 * @throws RangeError where the token that decoding starts with would have no row.
 * Source: transformers 5.23, `resize_token_embeddings`, but that it draws added rows from a normal distribution about
 * the mean, with 10⁻⁹ of the rows' own covariance.
 */
export function resizeVocabulary(weights: Map<string, tf.Tensor>, config: ModelConfig, rows: number): void {
  const family = familyOf(config);
  if (family.kind === 'seq2seq' && family.decoderStartId(config) >= rows) {
    throw new RangeError(
      `resizeVocabulary: decoder_start_token_id must be below the ${rows} tokens of the tokenizer, got ${family.decoderStartId(config)}`,
    );
  }
  const { embeddings, head } = vocabularyNames(config);
  const [first, last] = [weightOf(weights, embeddings), weightOf(weights, head)];
  weights.set(embeddings, resized(first as tf.Tensor2D, rows));
  weights.set(head, last === first ? weightOf(weights, embeddings) : resized(last as tf.Tensor2D, rows));
  tf.dispose([first, last]);
}

/** The weight with so many rows, [rows, width]. */
function resized(weight: tf.Tensor2D, rows: number): tf.Tensor2D {
  const [known, width] = weight.shape;
  return tf.tidy(() => {
    if (rows <= known) return tf.slice(weight, [0, 0], [rows, width]);
    const mean = tf.mean(weight, 0, true); // [1, width]
    return tf.concat([weight, tf.tile(mean, [rows - known, 1])]);
  }) as tf.Tensor2D;
}

/** Name of the weight that last hidden states are multiplied with: the head's, or the embeddings' where it is theirs. */
export function headName(config: ModelConfig, weights: Weights): string {
  const { embeddings, head } = vocabularyNames(config);
  const own = weights.get(head);
  return own === undefined || own === weights.get(embeddings) ? embeddings : head;
}
