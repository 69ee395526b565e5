/** From single statements, each held against numbers, to the verdict on a claim. */
import type { Finding, Verdict } from './claim.js';

/** One statement that a claim makes, held against numbers. */
export interface Part {
  /** What we find, with the number that decides, for example `mGPT: GEO 52.82 first, then ALL 52.72`. */
  readonly text: string;
  /** 1 as claimed; 0.5 significant as claimed, but only at the wide level; 0 not as claimed. */
  readonly credit: 0 | 0.5 | 1;
}

/** The rule in one sentence, for captions and notebooks. */
export const VERDICT_RULE: string =
  'A claim is taken apart into single statements, each worth 1 where the numbers bear it out, ½ where they do ' +
  'so only at the wide level of significance (p ≤ 0.15 instead of 0.05), and 0 otherwise; all of them → holds, at least half → partly, less → fails.';

/** How a finding is worded. */
export interface JudgeOptions {
  /** Plural of what the parts are, for example `models` (default `statements`). */
  readonly of?: string;
  /** What we find, in place of the texts of all parts, where these would be too many. */
  readonly weFind?: string;
}

/** Misses that `why` quotes at most: more would hide the reason behind its examples. */
const QUOTED_MISSES = 3;

/**
 * The verdict on a claim from its parts: all credit → `holds`, at least half of it → `partly`, less → `fails`.
 * The same rule for every claim, whether it has one part (then it holds, holds partly or fails) or 560.
 * @throws RangeError without parts: a claim that says nothing cannot be judged.
 */
export function judge(
  parts: readonly Part[],
  { of = 'statements', weFind = parts.map((part) => part.text).join('; ') }: JudgeOptions = {},
): Finding {
  if (parts.length === 0) throw new RangeError('judge: a claim must have at least one part, got none');
  return { weFind, verdict: verdictOf(parts), why: reason(parts, of) };
}

function verdictOf(parts: readonly Part[]): Verdict {
  const credit = parts.reduce((sum, part) => sum + part.credit, 0);
  if (credit === parts.length) return 'holds';
  return credit >= parts.length / 2 ? 'partly' : 'fails';
}

function reason(parts: readonly Part[], of: string): string {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return `${SINGLE_REASONS[only.credit]}: ${only.text}.`;
  const full = parts.filter((part) => part.credit === 1).length;
  if (full === parts.length) return `${full === 2 ? 'Both' : `All ${full}`} ${of} are as claimed.`;
  const half = parts.filter((part) => part.credit === 0.5);
  const misses = parts.filter((part) => part.credit === 0);
  const weak = half.length === 0 ? '' : `, ${half.length} more only at the wide level of significance`;
  const shown = (misses.length > 0 ? misses : half).map((part) => part.text);
  const quoted = shown.slice(0, QUOTED_MISSES).join('; ');
  const rest = shown.length > QUOTED_MISSES ? `; and ${shown.length - QUOTED_MISSES} more` : '';
  const label = misses.length > 0 ? 'Not as claimed' : 'Weakly so';
  return `${full} of ${parts.length} ${of} are as claimed${weak}. ${label}: ${quoted}${rest}.`;
}

const SINGLE_REASONS = {
  1: 'As claimed',
  0.5: 'As claimed, but only at the wide level of significance',
  0: 'Not as claimed',
} as const;
