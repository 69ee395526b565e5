/** What a claim of the paper is, and what an audit says of it. */

/** How a claim stands against the numbers; `judge` states the rule. */
export const VERDICTS = ['holds', 'partly', 'fails', 'not checkable here'] as const;

/** How a claim stands against the numbers. */
export type Verdict = (typeof VERDICTS)[number];

/** What checking a claim brought to light. */
export interface Finding {
  /** What the data say, with the numbers. */
  readonly weFind: string;
  readonly verdict: Verdict;
  /** One or two sentences: which number decided. */
  readonly why: string;
}

/** A claim as the paper makes it. */
export interface ClaimText {
  /** `1` … `74` and `6b`. */
  readonly id: string;
  /** Part of the audit it stands in. */
  readonly section: string;
  /** The claim as one sentence, in our words. */
  readonly claim: string;
  /** The numbers or words that the paper gives for it. */
  readonly paperSays: string;
}

/** One audited claim of the paper. */
export interface Claim extends ClaimText, Finding {}

/** A claim with its check: what `Source` holds is all that the verdict may rest on. */
export interface ClaimRule<Source> extends ClaimText {
  readonly check: (source: Source) => Finding;
}
