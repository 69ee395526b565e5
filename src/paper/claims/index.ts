/** The audit of the paper's claims: what other folders and notebooks use of it. */
export { auditClaims } from './audit-claims.js';
export type { Claim, Verdict } from './claim.js';
export { VERDICTS } from './claim.js';
export { claimsComparison } from './claims-comparison.js';
export { claimsSummary, summaryText } from './claims-summary.js';
export { claimsTable } from './claims-table.js';
export { VERDICT_RULE } from './judge.js';
