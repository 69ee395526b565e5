import type { SequenceGroup, SequenceScore } from '../../records/sequences.js';
import type { Target } from './plan-row.js';
import type { TokenScore } from './score-tokens.js';

/** Sums the scores of tokens to those of sequences, and reports each group when its last token is in. */
export interface ScoreSums {
  /** Takes the scores of some targets of a group, one a target. */
  add(group: number, targets: readonly Pick<Target, 'sequence'>[], scores: readonly TokenScore[]): void;
}

/** Sums for groups of sequences; `onScored` is told of each group once. */
export function sumScores(
  groups: readonly SequenceGroup[],
  onScored: (index: number, scores: readonly SequenceScore[]) => void,
): ScoreSums {
  const open = new Map<
    number,
    { missing: number; scores: { logProbability: number; isGreedy: boolean }[] }
  >();
  const start = (index: number) => {
    const sequences = groups[index]?.sequences ?? [];
    return {
      missing: sequences.reduce((sum, { continuation }) => sum + continuation.length, 0),
      scores: sequences.map(() => ({ logProbability: 0, isGreedy: true })),
    };
  };
  return {
    add: (group, targets, tokens) => {
      const state = open.get(group) ?? start(group);
      open.set(group, state);
      for (const [index, { logProbability, isGreedy }] of tokens.entries()) {
        const score = state.scores[targets[index]?.sequence ?? -1];
        if (score === undefined) continue;
        score.logProbability += logProbability;
        score.isGreedy &&= isGreedy;
        state.missing -= 1;
      }
      if (state.missing > 0) return;
      open.delete(group);
      onScored(group, state.scores);
    },
  };
}
