/** What the loop around tuning (data order, schedule, checkpoints, logs) needs of the thing that learns. */
import type { CausalExample, Seq2SeqExample } from '../../corpus/encoding/example.js';

/** What one optimiser step did. */
export interface StepReport {
  /**
   * Loss of the step, over its micro-batches as `accumulationNorm` says; `null` where none of them had a token to
   * learn, and nothing has moved.
   */
  readonly loss: number | null;
  /** Norm of the whole gradient before clipping; 0 where there was no token to learn. */
  readonly gradNorm: number;
  /** Tokens of the examples, padding left out. */
  readonly tokens: number;
  /** Places of the micro-batches that had no token to learn, from 0. */
  readonly empty: readonly number[];
}

/** One tensor of a saved state. */
export interface SavedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Everything that decides how tuning goes on: parameters, optimiser moments, counters, dropout generator. */
export interface StepperState {
  readonly tensors: ReadonlyMap<string, SavedTensor>;
  /** Plain values, as they go into JSON. */
  readonly values: Readonly<Record<string, number | string>>;
}

/** Parameters that learn, with their optimiser. */
export interface Stepper<Example extends CausalExample | Seq2SeqExample> {
  /** One optimiser step over micro-batches of examples, of which one without a token to learn adds nothing. */
  step(microBatches: readonly (readonly Example[])[], learningRate: number): StepReport;
  /** Summed loss and number of the learnt tokens of examples, with nothing dropped and nothing learnt. */
  evaluate(examples: readonly Example[]): { readonly lossSum: number; readonly tokens: number };
  /** A copy of the state. */
  state(): StepperState;
  /** Goes on from a state. @throws Error where a tensor is missing or has another shape. */
  restore(state: StepperState): void;
  dispose(): void;
}
