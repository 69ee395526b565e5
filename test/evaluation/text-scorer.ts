import type { Scorer, ScoringTokenizer } from '../../src/records/scorer.js';
import type { Sequence, SequenceGroup, SequenceScore } from '../../src/records/sequences.js';

/** Ids of the special tokens: code points that no text has. */
const BOS = 0x110000;
const EOS = 0x110001;

/** A tokenizer whose tokens are the characters; it adds a beginning-of-text token by itself. */
export const characterTokenizer: ScoringTokenizer = {
  encode: (text, { addSpecialTokens }) => [
    ...(addSpecialTokens ? [BOS] : []),
    ...Array.from(text, (character) => character.codePointAt(0) ?? 0),
  ],
  bos: { text: '<s>', id: BOS },
  eos: { text: '</s>', id: EOS },
};

/** What a test hears of its scorer. */
export interface TextScorer extends Scorer {
  /** Groups of each call, in order. */
  readonly calls: (readonly SequenceGroup[])[];
}

/** A causal scorer over texts: `scoreText` is told context and continuation in one. */
export function textScorer(
  scoreText: (text: string) => SequenceScore,
  { identity = 'test', stopAfter = Number.POSITIVE_INFINITY }: { identity?: string; stopAfter?: number } = {},
): TextScorer {
  const calls: (readonly SequenceGroup[])[] = [];
  return {
    kind: 'causal',
    tokenizer: characterTokenizer,
    maxLength: 10_000,
    identity,
    calls,
    score(groups, { signal, onScored }) {
      calls.push(groups);
      for (const [index, { sequences }] of groups.entries()) {
        if (index >= stopAfter) return Promise.reject(new Error('stopped'));
        if (signal?.aborted === true) return Promise.reject(signal.reason);
        onScored(
          index,
          sequences.map((sequence) => scoreText(textOf(sequence))),
        );
      }
      return Promise.resolve();
    },
  };
}

/** The text of a sequence, without special tokens. */
export function textOf({ context, continuation }: Sequence): string {
  return [...context, ...continuation]
    .filter((id) => id < BOS)
    .map((id) => String.fromCodePoint(id))
    .join('');
}
