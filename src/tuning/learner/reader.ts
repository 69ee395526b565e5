import type * as tf from '@tensorflow/tfjs-core';
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
