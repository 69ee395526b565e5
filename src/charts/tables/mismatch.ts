/** Why a printed accuracy may differ from the recomputed one: rules that the digits themselves decide. */
import type { Summary } from '../../results/statistics.js';
import { type AccuracyKey, type Estimate, sameEstimate } from './table-accuracy.js';

/**
 * The kinds, in the order in which they are tried, and what can be said of cells of each kind.
 * Source: our own comparison; the paper reports none of this.
 */
export const MISMATCH_WORDS = {
  cut: 'with digits cut off instead of rounded',
  column: 'with the value of another column of the row',
  row: 'with the value of another row of the column',
  margin: 'with another margin only',
  mean: 'with another mean only',
  both: 'with another mean and margin',
} as const;

/** A kind of difference between a printed cell and the recomputed one. */
export type MismatchKind = keyof typeof MISMATCH_WORDS;

/** What is known of a differing cell. */
export type Mismatch = {
  readonly kind: MismatchKind;
  /** The cell whose value is printed here; `null` where no such cell was found. */
  readonly holds: AccuracyKey | null;
};

/** A recomputed cell: rounded to two decimals, and as it was before. */
export interface ComputedCell {
  readonly key: AccuracyKey;
  readonly exact: Summary;
  readonly rounded: Estimate;
}

/**
 * Says in which way a printed value differs from the recomputed one.
 * For `column` and `row`, mean and margin must both stand in a neighbouring cell (same row; same column with
 * the same model or subset), so that a chance match is unlikely.
 * @param cells all recomputed cells of the table.
 * @returns `null` where the cell agrees.
 */
export function explainMismatch(
  printed: Estimate,
  cell: ComputedCell,
  cells: readonly ComputedCell[],
): Mismatch | null {
  if (sameEstimate(printed, cell.rounded)) return null;
  if (isCut(printed.mean, cell.exact.mean) && isCut(printed.margin, cell.exact.margin)) {
    return { kind: 'cut', holds: null };
  }
  const { model, subset, column } = cell.key;
  const sameDigits = cells.filter((other) => other !== cell && sameEstimate(printed, other.rounded));
  const inRow = sameDigits.find(({ key }) => key.model === model && key.subset === subset);
  if (inRow !== undefined) return { kind: 'column', holds: inRow.key };
  const inColumn = sameDigits.find(
    ({ key }) => key.column === column && (key.model === model || key.subset === subset),
  );
  if (inColumn !== undefined) return { kind: 'row', holds: inColumn.key };
  const kind =
    printed.mean === cell.rounded.mean ? 'margin' : printed.margin === cell.rounded.margin ? 'mean' : 'both';
  return { kind, holds: null };
}

/** Whether a printed number is the exact one rounded or cut to two decimals. */
function isCut(printed: number | null, exact: number | null): boolean {
  if (printed === null || exact === null) return printed === exact;
  // Below 1e-6 of a hundredth lies rounding noise only; a true remainder is larger.
  const rest = exact * 100 - Math.round(printed * 100);
  return rest > -0.5 && rest < 1 - 1e-6;
}

/** Counts by kind: `16 with another margin only, 1 with …`; an empty text without any. */
export function countMismatches(mismatches: readonly (MismatchKind | null)[]): string {
  return Object.entries(MISMATCH_WORDS)
    .map(([kind, said]) => ({ said, count: mismatches.filter((found) => found === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ said, count }) => `${count} ${said}`)
    .join(', ');
}
