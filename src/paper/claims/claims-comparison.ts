import type { Cell, Table } from '../../records/table.js';
import type { Claim } from './claim.js';

/** Which claims to compare, and the words around them. */
export interface ClaimsComparisonOptions {
  /** Ids of the claims to show, in order (default all of the first audit). */
  ids?: readonly string[];
  /** Default: `Claims in two audits`. */
  title?: string;
  /** Headers of the two audits (default `before` and `after`). */
  headers?: readonly [before: string, after: string];
}

/** One claim in two audits. */
export type ClaimChange = {
  readonly id: string;
  readonly claim: string;
  readonly before: string;
  readonly after: string;
  readonly changed: boolean;
  readonly weFindBefore: string;
  readonly weFindAfter: string;
};

/**
 * The verdicts on the same claims in two audits, for example with the printed and with the right PAWS-X labels.
 * @throws RangeError where a claim is missing in one of the audits, or there is none to compare.
 */
export function claimsComparison(
  before: readonly Claim[],
  after: readonly Claim[],
  {
    ids = before.map(({ id }) => id),
    title = 'Claims in two audits',
    headers = ['before', 'after'],
  }: ClaimsComparisonOptions = {},
): Table<ClaimChange> {
  if (ids.length === 0) throw new RangeError('claimsComparison: ids must name a claim, got none');
  const records = ids.map((id) => claimChange(claimOf(before, id), claimOf(after, id)));
  const changed = records.filter((record) => record.changed).length;
  return {
    kind: 'table',
    id: 'claims-comparison',
    title,
    caption: 'An arrow marks a verdict that changes. What we find is told for the second audit.',
    alt: `${changed} of ${records.length} verdicts change.`,
    columns: ['Claim', 'In our words', ...headers, 'We find'],
    rows: records.map(changeRow),
    groups: [],
    records,
  };
}

function claimOf(claims: readonly Claim[], id: string): Claim {
  const found = claims.find((claim) => claim.id === id);
  if (found === undefined) {
    throw new RangeError(`claimsComparison: both audits must hold claim ${id}, got one without it`);
  }
  return found;
}

function claimChange(before: Claim, after: Claim): ClaimChange {
  return {
    id: before.id,
    claim: before.claim,
    before: before.verdict,
    after: after.verdict,
    changed: before.verdict !== after.verdict,
    weFindBefore: before.weFind,
    weFindAfter: after.weFind,
  };
}

function changeRow({ id, claim, changed, weFindAfter, ...record }: ClaimChange): Cell[] {
  const after = changed ? `→ ${record.after}` : record.after;
  const words = [claim, record.before, after, weFindAfter];
  return [{ text: id, label: true }, ...words.map((text) => ({ text, words: true }))];
}
