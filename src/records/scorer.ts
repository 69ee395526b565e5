/** What an evaluation asks of a language model; `model/` makes such objects, tests make small ones of their own. */
import type { LongWork } from './long-work.js';
import type { SequenceGroup, SequenceScore } from './sequences.js';

/** The tokenizer of a model, as far as scoring needs it. */
export interface ScoringTokenizer {
  /** Token ids of a text, with the special tokens that the tokenizer adds by itself or without them. */
  encode(text: string, options: { readonly addSpecialTokens: boolean }): number[];
  /** Beginning-of-text token and its id, or `null` where the tokenizer has none. */
  readonly bos: SpecialToken | null;
  /** End-of-text token and its id, or `null` where the tokenizer has none. */
  readonly eos: SpecialToken | null;
}

/** A special token. */
export interface SpecialToken {
  readonly text: string;
  readonly id: number;
}

/** A model that can score sequences. */
export interface Scorer {
  /** `causal` models read context and continuation in one row, `seq2seq` models have an encoder for the context. */
  readonly kind: 'causal' | 'seq2seq';
  readonly tokenizer: ScoringTokenizer;
  /** Most tokens that the model reads in one row. */
  readonly maxLength: number;
  /** What decides the scores beside the sequences, for the cache: model, adapter, precision. */
  readonly identity: string;
  /**
   * Scores groups of sequences, in whatever order is fastest. `onScored` is told of each group as it is finished: its
   * index and the scores of its sequences in order.
   */
  score(
    groups: readonly SequenceGroup[],
    options: LongWork & { onScored: (index: number, scores: readonly SequenceScore[]) => void },
  ): Promise<void>;
}
