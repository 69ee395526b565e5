import type { Sequence, SequenceGroup } from '../../records/sequences.js';

/** Where the score of a sequence will be found. */
export interface ScoreIndex {
  /** Index of the group. */
  readonly group: number;
  /** Index of the sequence in it. */
  readonly sequence: number;
}

/** What is to be scored for some documents. */
export interface GroupPlan {
  readonly groups: readonly SequenceGroup[];
  /** For each document, where each of its sequences is. */
  readonly indexes: readonly (readonly ScoreIndex[])[];
}

/**
 * Groups the sequences of documents for scoring: one group a document, but each different sequence only once, with the
 * first document that has it. A document that brings nothing new has no group.
 */
export function planGroups(documents: readonly (readonly Sequence[])[]): GroupPlan {
  const groups: SequenceGroup[] = [];
  const known = new Map<string, ScoreIndex>();
  const indexes = documents.map((sequences) => {
    const fresh: Sequence[] = [];
    const own = sequences.map((sequence) => {
      const key = `${sequence.context.join()}|${sequence.continuation.join()}`;
      const index = known.get(key) ?? { group: groups.length, sequence: fresh.length };
      if (!known.has(key)) {
        known.set(key, index);
        fresh.push(sequence);
      }
      return index;
    });
    if (fresh.length > 0) groups.push({ sequences: fresh });
    return own;
  });
  return { groups, indexes };
}
