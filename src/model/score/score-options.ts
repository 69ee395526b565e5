import type { SequenceScore } from '../../records/sequences.js';

/** How sequences are scored. */
export interface ScoreOptions {
  /** Most tokens of a batch, padding included. */
  readonly tokenBudget: number;
  /** Is told of each group as it is finished: its index, and the scores of its sequences in order. */
  readonly onScored: (index: number, scores: readonly SequenceScore[]) => void;
  /** Is awaited before each batch: lets other work run, and throws where the work is to stop. */
  readonly pause: () => Promise<void>;
}
