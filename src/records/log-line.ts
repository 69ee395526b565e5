/** The lines of a run's `log.jsonl`: the records that `tuning/` writes and `paper/` draws. */

/** What a step did. */
export interface StepLine {
  /** Steps done with it, from 1. */
  readonly step: number;
  readonly loss: number;
  /** Rate at which it learnt. */
  readonly learning_rate: number;
  /** Norm of the whole gradient before clipping. */
  readonly grad_norm: number;
  /** Epochs done with it, a fraction within one. */
  readonly epoch: number;
  /** Tokens of its pairs, padding left out; also those of pairs of which nothing is learnt. */
  readonly tokens: number;
  /** Micro-batches that had no token to learn and added nothing, numbered from 1; left out where there is none. */
  readonly empty_micro_batches?: readonly number[] | undefined;
}

/** A step none of whose micro-batches had a token to learn: it has no loss, and nothing has moved. */
export type EmptyStepLine = Omit<StepLine, 'loss' | 'grad_norm'>;

/** What an evaluation gave, a line of its own. */
export interface EvaluationLine {
  readonly step: number;
  readonly epoch: number;
  /** Mean loss of a learnt token of the held-out pairs. */
  readonly evaluation_loss: number;
}

/** A line of `log.jsonl`. */
export type LogLine = StepLine | EmptyStepLine | EvaluationLine;
