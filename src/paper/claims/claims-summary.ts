import { type Claim, VERDICTS, type Verdict } from './claim.js';

/** Number of claims by verdict; a verdict that no claim has counts 0. */
export type ClaimsSummary = Readonly<Record<Verdict, number>>;

/** Counts claims by verdict. */
export function claimsSummary(claims: readonly Claim[]): ClaimsSummary {
  const count = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length;
  return {
    holds: count('holds'),
    partly: count('partly'),
    fails: count('fails'),
    'not checkable here': count('not checkable here'),
  };
}

/** The counts as words, for example `holds 43, partly 20, fails 6, not checkable here 6`. */
export function summaryText(summary: ClaimsSummary): string {
  return VERDICTS.map((verdict) => `${verdict} ${summary[verdict]}`).join(', ');
}
