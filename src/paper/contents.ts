/** All that is recomputed of the paper, at once. */

import type { Figure } from '../records/figure.js';
import type { Table } from '../records/table.js';
import type { Published } from '../results/published.js';
import type { Claim } from './claims/claim.js';
import { auditClaims } from './claims/index.js';
import { FIGURES } from './figures/figures.js';
import { TABLES } from './tables/tables.js';

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
