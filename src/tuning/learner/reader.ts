import type * as tf from '@tensorflow/tfjs-core';
import { familyOf, type ModelConfig } from '../../model/families/families.js';
import type { LanguageModel } from '../../model/language-model.js';

/** How examples of one kind are read by a model. */
export interface ExampleReader<Example> {
  /**
   * Checks an example.
   * @throws RangeError where the model cannot read it.
   */
  check(example: Example): void;
  /** Tokens of an example. */
  countTokens(example: Example): number;
  /** The ids that some examples teach, one after the other, [learnt]; an example may teach none. */
  labels(examples: readonly Example[]): Int32Array;
  /** Last hidden states from which these ids, at least one, are to be predicted, [learnt, width]; the caller owns them. */
  hidden(model: LanguageModel, examples: readonly Example[]): tf.Tensor2D;
}

/**
 * Checks that a model can read a row of tokens.
 * @throws RangeError where the row is empty, longer than the model's positions, or has an id that is no token.
 */
export function checkTokens(name: string, ids: readonly number[], config: ModelConfig): void {
  const longest = familyOf(config).longestRow(config);
  if (ids.length === 0 || ids.length > longest) {
    throw new RangeError(`${name} must have 1..${longest} tokens, got ${ids.length}`);
  }
  const wrong = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= config.vocabularySize);
  if (wrong !== undefined) {
    throw new RangeError(`${name} must have ids in 0..${config.vocabularySize - 1}, got ${wrong}`);
  }
}
