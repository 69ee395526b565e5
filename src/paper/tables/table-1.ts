/** Table 1: the languages of each subset, run by run, beside the same subset made again. */

import {
  AGREEMENT_WORDS,
  agreementCounts,
  languagesCell,
  type RemadeRow,
  remadeRow,
} from '../../charts/tables/remade-row.js';
import type { Cell, Table } from '../../records/table.js';
import type { PrintedSubset, Published } from '../../results/published.js';
import { type PresetName, paperSelection } from '../../selection/presets.js';
import type { Selection } from '../../selection/selection.js';

/** One row of Table 1: what `lingtune table 1 --json` prints. */
export type SubsetRecord = RemadeRow & {
  /** Row within the subset, from 1. */
  readonly run: number;
};

/** How to make a subset of the paper again: run from 1; `null` where no seed is known. */
export type Remake = (subset: string, run: number) => Selection | null;

/** What to compare with. */
export interface Table1Options {
  /** Default: `paperSelection`. */
  remake?: Remake;
}

/**
 * Table 1 as printed, and how each row comes out when it is made again. Languages exactly as near to the centre of
 * their cluster are interchangeable: the print has whichever the last bits of floating point preferred.
 * @throws RangeError where a printed row is of a subset that is not the paper's.
 * Source: Table 1; seeds as in `PRESETS`.
 */
export function table1(
  { subsets }: Pick<Published, 'subsets'>,
  { remake = remakePaperRow }: Table1Options = {},
): Table<SubsetRecord> {
  const records = subsets.flatMap((row) => (isOfTable1(row) ? [subsetRecord(row, remake)] : []));
  const names = [...new Set(records.map(({ subset }) => subset))];
  const differing = records.filter(({ agrees }) => agrees === 'no');
  return {
    kind: 'table',
    id: '1',
    title: 'Table 1. Languages of each subset and run',
    caption: `${records.length} printed rows made again: ${agreementCounts(records)}.${tieKey(records)}`,
    alt:
      differing.length === 0
        ? 'Every row whose seed is known comes out as printed, but for languages that are exactly as good.'
        : `Rows that come out differently: ${differing.map(({ subset, run }) => `${subset} ${run}`).join(', ')}.`,
    columns: ['Run', 'Seed', 'Languages', 'Made again'],
    rows: records.map(subsetRow),
    groups: names.map((label) => ({
      label,
      start: records.findIndex(({ subset }) => subset === label),
    })),
    records,
  };
}

/** How to read the first tie; empty where there is none. */
function tieKey(records: readonly SubsetRecord[]): string {
  const [tie] = records.flatMap(({ swapped }) => Object.entries(swapped));
  if (tie === undefined) return '';
  const [ours, printed] = tie;
  return ` (${ours} = ${printed}): ours is ${ours}, the paper prints ${printed}, and both are exactly as near to the centre of their cluster.`;
}

/** A row of Table 1, which has a run. */
export type Table1Row = PrintedSubset & { readonly run: number };

/** Makes a subset again as the paper made it; refuses names that are not the paper's. */
export function remakePaperRow(subset: string, run: number): Selection | null {
  return paperSelection(subset as PresetName, run);
}

/** Whether a printed row is one of Table 1. */
export function isOfTable1(row: PrintedSubset): row is Table1Row {
  return row.table === '1' && row.run !== null;
}

function subsetRecord(row: Table1Row, remake: Remake): SubsetRecord {
  return { run: row.run, ...remadeRow(row, remake(row.subset, row.run)) };
}

function subsetRow(record: SubsetRecord): Cell[] {
  return [
    { text: String(record.run), label: true },
    { text: record.seed === null ? '–' : String(record.seed) },
    languagesCell(record),
    { text: AGREEMENT_WORDS[record.agrees], words: true },
  ];
}
