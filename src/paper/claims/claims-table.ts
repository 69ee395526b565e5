import type { Cell, Table } from '../../records/table.js';
import type { Claim, Verdict } from './claim.js';
import { claimsSummary, summaryText } from './claims-summary.js';
import { VERDICT_RULE } from './judge.js';

/** A sign before each verdict, so that the eye finds it without reading. */
const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  holds: '✓',
  partly: '◐',
  fails: '✗',
  'not checkable here': '–',
};

/** A claim as a record of a table. */
export type ClaimRecord = Readonly<Record<keyof Claim, string>>;

/** A verdict with its sign, for example `✓ holds`, kept on one line by a no-break space. */
export function verdictText(verdict: Verdict): string {
  return `${VERDICT_SIGNS[verdict]}\u00a0${verdict}`;
}

/** Audited claims as a table, grouped by section: what the paper says, what we find, the verdict and why. */
export function claimsTable(claims: readonly Claim[]): Table<ClaimRecord> {
  return {
    kind: 'table',
    id: 'claims',
    title: `The audit: ${claims.length} claims of the paper against its data`,
    caption: VERDICT_RULE,
    alt: `Verdicts on ${claims.length} claims: ${summaryText(claimsSummary(claims))}.`,
    columns: ['Claim', 'In our words', 'The paper says', 'We find', 'Verdict', 'Why'],
    rows: claims.map(claimRow),
    groups: sectionStarts(claims),
    records: claims.map((claim) => ({ ...claim })),
  };
}

function claimRow({ id, claim, paperSays, weFind, verdict, why }: Claim): Cell[] {
  const words = [claim, paperSays, weFind, verdictText(verdict), why];
  return [{ text: id, label: true }, ...words.map((text) => ({ text, words: true }))];
}

/** Where each section begins; claims of one section stand together. */
function sectionStarts(claims: readonly Claim[]): { label: string; start: number }[] {
  return claims.flatMap(({ section }, start) =>
    section === claims[start - 1]?.section ? [] : [{ label: section, start }],
  );
}
