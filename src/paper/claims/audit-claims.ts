/** The audit: every claim of the paper against numbers. */
import type { Published } from '../../results/published.js';
import type { Claim, ClaimRule } from './claim.js';
import { type Evidence, gatherEvidence } from './evidence.js';
import { FIGURE_1_AND_2_CLAIMS } from './figures-1-and-2.js';
import { FIGURE_3_AND_6_CLAIMS } from './figures-3-and-6.js';
import { OTHER_TABLE_CLAIMS } from './other-tables.js';
import { SET_UP_CLAIMS } from './set-up.js';
import type { Levels } from './significance-parts.js';
import { TABLE_3_AVERAGE_CLAIMS } from './table-3-averages.js';
import { TABLE_3_SIGNIFICANCE_CLAIMS } from './table-3-significance.js';
import { XNLI_AND_XCOPA_CLAIMS } from './table-3-xnli-and-xcopa.js';
import { XSTORYCLOZE_CLAIMS } from './table-3-xstorycloze.js';
import { XWINOGRAD_AND_PAWS_X_CLAIMS } from './table-3-xwinograd-and-paws-x.js';

/** The 75 claims in the order of the paper. */
export const CLAIM_RULES: readonly ClaimRule<Evidence>[] = [
  ...SET_UP_CLAIMS,
  ...TABLE_3_AVERAGE_CLAIMS,
  ...XNLI_AND_XCOPA_CLAIMS,
  ...XSTORYCLOZE_CLAIMS,
  ...XWINOGRAD_AND_PAWS_X_CLAIMS,
  ...TABLE_3_SIGNIFICANCE_CLAIMS,
  ...OTHER_TABLE_CLAIMS,
  ...FIGURE_1_AND_2_CLAIMS,
  ...FIGURE_3_AND_6_CLAIMS,
];

/**
 * Checks the paper's 75 claims; each verdict follows from numbers by the rule of `judge`.
 * @param levels.strict up to which p a difference counts as significant (default 0.05).
 * @param levels.wide up to which p it counts half (default 0.15, the widest band of Table 3).
 * @throws RangeError where not 0 < strict ≤ wide < 1, or where runs or printed cells that a table or figure needs
 * are missing.
 */
export function auditClaims(published: Published, levels: Partial<Levels> = {}): Claim[] {
  const evidence = gatherEvidence(published, levels);
  return CLAIM_RULES.map(({ check, ...text }) => ({ ...text, ...check(evidence) }));
}
