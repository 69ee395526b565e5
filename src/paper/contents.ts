/** All that is recomputed of the paper, at once. */
import type { Published } from '../results/published.js';
import type { Claim } from './claims/claim.js';
import { auditClaims } from './claims/index.js';
import type { Figure } from './figure.js';
import { FIGURES } from './figures.js';
import type { Table } from './table.js';
import { TABLES } from './tables.js';

/** Every figure, table and claim of the paper that is recomputed here. */
export interface PaperContents {
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
  readonly claims: readonly Claim[];
}

/** Recomputes every figure, table and claim, in the paper's order. */
export function paperContents(published: Published): PaperContents {
  return {
    figures: Array.from(FIGURES.values(), (make) => make(published)),
    tables: Array.from(TABLES.values(), (make) => make(published)),
    claims: auditClaims(published),
  };
}
