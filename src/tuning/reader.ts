import type * as tf from '@tensorflow/tfjs-core';
import type { LanguageModel } from '../model/language-model.js';
import type { Targets } from './head-loss.js';

/** How examples of one kind are read by a model. */
export interface ExampleReader<Example> {
  /**
   * Checks an example.
   * @throws RangeError where the model cannot read it or it teaches nothing.
   */
  check(example: Example): void;
  /** Tokens of an example that a model reads. */
  countTokens(example: Example): number;
  /** What is to be predicted of some examples, in rows that are filled up alike. */
  targets(examples: readonly Example[]): Targets;
  /** Last hidden states of some examples, [batch * time, width]; the caller owns them. */
  hidden(model: LanguageModel, examples: readonly Example[]): tf.Tensor2D;
}
