/** What a corpus holds, language by language. */
import type { CorpusPair } from './stream-corpus.js';

/** Counts of one language. Everything but `heldOut` counts the pairs that are tuned on. */
export interface LanguageSummary {
  readonly language: string;
  readonly pairs: number;
  readonly heldOut: number;
  /** Tokens of prompts and responses after cutting. */
  readonly tokens: number;
  /** Tokens of them that are learnt. */
  readonly learntTokens: number;
  /** Pairs that are cut. */
  readonly truncated: number;
  /** Pairs whose end-of-text token is cut off. */
  readonly lostEos: number;
  /**
   * Pairs of which nothing is learnt, since the prompt alone fills the row or the response is empty; where they are
   * dropped, how many were, and no other count has them.
   */
  readonly withoutResponse: number;
  /** Tokens of the longest pair before cutting. */
  readonly longest: number;
}

const NOTHING = {
  pairs: 0,
  heldOut: 0,
  tokens: 0,
  learntTokens: 0,
  truncated: 0,
  lostEos: 0,
  withoutResponse: 0,
  longest: 0,
} as const;

/** The summary of a language with one pair more; the first pair has none before it. */
export function countPair(summary: LanguageSummary | undefined, pair: CorpusPair): LanguageSummary {
  const { language } = pair;
  const before = summary ?? { language, ...NOTHING };
  if (pair.isDropped) {
    return { ...before, withoutResponse: before.withoutResponse + Number(!pair.isHeldOut) };
  }
  if (pair.isHeldOut) return { ...before, heldOut: before.heldOut + 1 };
  return {
    ...before,
    pairs: before.pairs + 1,
    tokens: before.tokens + pair.tokens,
    learntTokens: before.learntTokens + pair.learntTokens,
    truncated: before.truncated + Number(pair.isTruncated),
    lostEos: before.lostEos + Number(pair.hasLostEos),
    withoutResponse: before.withoutResponse + Number(pair.learntTokens === 0),
    longest: Math.max(before.longest, pair.fullTokens),
  };
}
