/** Token sequences to be scored, and their scores: the records that `evaluation/` and `model/` exchange. */

/** Sequences of one document: they tend to begin alike, and what they share need be computed only once. */
export interface SequenceGroup {
  readonly sequences: readonly Sequence[];
}

/** One continuation after one context, as token ids. */
export interface Sequence {
  /** What is given: the beginning for causal models (at least one token), the source for encoder-decoder models. */
  readonly context: readonly number[];
  /** What is scored, at least one token. */
  readonly continuation: readonly number[];
}

/** What a model makes of one sequence. */
export interface SequenceScore {
  /** Sum of the natural logarithms of the probabilities of the continuation's tokens. */
  readonly logProbability: number;
  /** Whether each of the continuation's tokens is the likeliest one at its place. */
  readonly isGreedy: boolean;
}
