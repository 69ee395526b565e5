/** Examples to tune on, as token ids: the records that `corpus/` and the tokenizer make and the trainer reads. */

/** One instruction and response for a causal model. */
export interface CausalExample {
  /** The whole text, prompt and response and end-of-text token. */
  readonly ids: readonly number[];
  /** For each token the id to be learnt at its place, or −100 where nothing is to be learnt. */
  readonly labels: readonly number[];
}

/** One instruction and response for an encoder-decoder model. */
export interface Seq2SeqExample {
  readonly source: readonly number[];
  readonly target: readonly number[];
}

/** Label of a place at which nothing is learnt, as PyTorch's cross-entropy has it. */
export const IGNORED = -100;
