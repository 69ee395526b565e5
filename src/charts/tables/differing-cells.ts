import type { SourcedRecord } from './column-sources.js';
import { MISMATCH_WORDS } from './mismatch.js';
import { formatEstimate } from './table-accuracy.js';

/** A printed cell of Tables 7–11 that differs, flat for `recordsTable`. */
export type DifferingCell = {
  readonly model: string;
  readonly subset: string;
  readonly column: string;
  /** For example `33.09 ±0.17`. */
  readonly ours: string;
  readonly printed: string;
  /** In which way, for example `with another margin only`. */
  readonly how: string;
  /** Cell whose value is printed here, or `null`. */
  readonly holds: string | null;
};

/** The cells whose printed value differs from the recomputed one, in the order of the records. */
export function differingCells(records: readonly SourcedRecord[]): DifferingCell[] {
  return records.flatMap(({ model, subset, column, mean, margin, printed, mismatch, holds }) =>
    mean === null || printed === null || mismatch === null
      ? []
      : [
          {
            model,
            subset,
            column,
            ours: formatEstimate({ mean, margin }),
            printed: formatEstimate(printed),
            how: MISMATCH_WORDS[mismatch],
            holds,
          },
        ],
  );
}
