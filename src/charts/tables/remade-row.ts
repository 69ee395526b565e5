/** A printed row of languages beside a selection made again: what Tables 1 and 12 share. */

import type { Cell } from '../../records/table.js';
import type { PrintedSubset } from '../../results/published.js';
import { compareWithPrinted } from '../../selection/compare-with-printed.js';
import type { Selection } from '../../selection/selection.js';

/** How a row agrees: the same languages, the same but for equally good ones, others; or nothing to compare with. */
export type RowAgreement = 'letter' | 'ties' | 'no' | 'seed unknown';

/** A printed row and ours. */
export type RemadeRow = {
  readonly subset: string;
  /** In the printed order. */
  readonly printed: readonly string[];
  /** In catalogue order; `null` where no seed is known. */
  readonly ours: readonly string[] | null;
  readonly agrees: RowAgreement;
  /** Language of ours → printed language that is exactly as good in its place. */
  readonly swapped: Readonly<Record<string, string>>;
  readonly onlyOurs: readonly string[];
  readonly onlyPrinted: readonly string[];
  readonly seed: number | null;
  /** Starts of k-means; `null` for other strategies. */
  readonly restarts: number | null;
};

/** A printed row beside a selection, or beside `null` where no seed is known. */
export function remadeRow({ subset, languages }: PrintedSubset, selection: Selection | null): RemadeRow {
  const nothing = { agrees: 'seed unknown', swapped: {}, onlyOurs: [], onlyPrinted: [] } as const;
  if (selection === null) {
    return { subset, printed: languages, ours: null, ...nothing, seed: null, restarts: null };
  }
  const { agrees, swapped, onlyOurs, onlyPrinted } = compareWithPrinted(selection, languages);
  const { seed, restarts } = selection.options;
  return {
    subset,
    printed: languages,
    ours: selection.languages,
    agrees,
    swapped: Object.fromEntries(swapped.map((pair) => [pair.ours, pair.printed])),
    onlyOurs,
    onlyPrinted,
    seed,
    restarts: typeof restarts === 'number' ? restarts : null,
  };
}

/**
 * The languages of a row in one cell, in the printed order: `mn` is printed and ours, `(mn = zh)` is ours and as good
 * as the printed zh. Where rows differ, ours stand alone, with the print beside.
 */
export function languagesCell({ printed, ours, agrees, swapped }: RemadeRow): Cell {
  if (ours !== null && agrees === 'no') {
    return { text: ours.join(' '), printed: printed.join(' '), words: true };
  }
  const oursFor = new Map(Object.entries(swapped).map(([code, other]) => [other, code]));
  const texts = printed.map((code) => {
    const own = oursFor.get(code);
    return own === undefined ? code : `(${own} = ${code})`;
  });
  return { text: texts.join(' '), words: true };
}

/** What a cell says of how a row agrees. */
export const AGREEMENT_WORDS: Readonly<Record<RowAgreement, string>> = {
  letter: 'the same',
  ties: 'but for ties',
  no: 'no',
  'seed unknown': 'seed unknown',
};

/** How many rows agree in which way, those ways left out that no row has: `9 letter for letter, 6 but for ties`. */
export function agreementCounts(rows: readonly Pick<RemadeRow, 'agrees'>[]): string {
  const ways = [
    ['letter', 'the same letter for letter'],
    ['ties', 'but for languages exactly as good'],
    ['no', 'different'],
    ['seed unknown', 'whose seed is unknown'],
  ] as const;
  return ways
    .map(([way, words]) => ({ count: rows.filter(({ agrees }) => agrees === way).length, words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(', ');
}
