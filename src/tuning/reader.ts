import type * as tf from '@tensorflow/tfjs-core';
import type { LanguageModel } from '../model/language-model.js';

/** How examples of one kind are read by a model. */
export interface ExampleReader<Example> {
  /**
   * Checks an example.
   * @throws RangeError where the model cannot read it or it teaches nothing.
   */
  check(example: Example): void;
  /** Tokens of an example that a model reads. */
  countTokens(example: Example): number;
  /** The ids that some examples teach, one after the other, [learnt]. */
  labels(examples: readonly Example[]): Int32Array;
  /** Last hidden states from which these ids are to be predicted, [learnt, width]; the caller owns them. */
  hidden(model: LanguageModel, examples: readonly Example[]): tf.Tensor2D;
}
