/** One mean of a table or figure, as the checks of claims read it from the records. */

import { shownMean } from '../../charts/tables/table-accuracy.js';
import type { FigureRecord } from '../../records/figure.js';
import type { Table3Record } from '../tables/table-3.js';
import type { Rated } from './rank-parts.js';
import type { Tested } from './significance-parts.js';

/** A mean over runs and how it compares with the reference of its table or figure. */
export interface Mark {
  readonly model: string;
  /** Subset of languages, or `BASE`. */
  readonly subset: string;
  /** Benchmark or `avg` in Table 3; `null` in the figures. */
  readonly column: string | null;
  /** Number of languages tuned on in Figure 3; `null` elsewhere. */
  readonly count: number | null;
  /** Per cent: ours, or for BASE the printed one. */
  readonly mean: number;
  /** Half width of the 95 % interval in points, or `null`. */
  readonly margin: number | null;
  /** Two-sided p-value against the reference, or `null` where there is no test. */
  readonly p: number | null;
}

/** Which mark. */
export interface MarkKey {
  model: string;
  subset: string;
  /** Default `null`, as in the figures. */
  column?: string | null;
}

/** The marks of Table 3; a BASE cell that is not printed is left out. */
export function tableMarks(records: readonly Table3Record[]): Mark[] {
  return records.flatMap((record) => {
    const { model, subset, column, margin, p } = record;
    const mean = shownMean(record);
    return mean === null ? [] : [{ model, subset, column, count: null, mean, margin, p }];
  });
}

/**
 * The marks of a figure.
 * @throws TypeError where a record lacks model, subset or mean.
 */
export function figureMarks(records: readonly FigureRecord[]): Mark[] {
  return records.map(({ model, subset, k = null, mean, margin = null, p = null }) => {
    if (typeof model !== 'string' || typeof subset !== 'string' || typeof mean !== 'number') {
      const got = JSON.stringify({ model, subset, mean });
      throw new TypeError(`figureMarks: a record must have model, subset and mean, got ${got}`);
    }
    const number = (value: FigureRecord[string]): number | null => (typeof value === 'number' ? value : null);
    return { model, subset, column: null, count: number(k), mean, margin: number(margin), p: number(p) };
  });
}

/**
 * The mark of a model, subset and column.
 * @throws RangeError where there is none.
 */
export function markOf(marks: readonly Mark[], { model, subset, column = null }: MarkKey): Mark {
  const found = marks.find(
    (mark) => mark.model === model && mark.subset === subset && mark.column === column,
  );
  if (found === undefined) {
    const key = column === null ? `${model} ${subset}` : `${model} ${subset} ${column}`;
    throw new RangeError(`markOf: there must be a mark of ${key}, got none`);
  }
  return found;
}

/** A mean with its subset as name. */
export function rateOne(marks: readonly Mark[], key: MarkKey): Rated {
  return { name: key.subset, value: markOf(marks, key).mean };
}

/** The means of several subsets of a model, named by subset. */
export function rate(
  marks: readonly Mark[],
  subsets: readonly string[],
  key: Omit<MarkKey, 'subset'>,
): Rated[] {
  return subsets.map((subset) => rateOne(marks, { ...key, subset }));
}

/** The comparison of a mark with the reference subset of its model and column, named by model and subset. */
export function testOf(
  marks: readonly Mark[],
  { reference, ...key }: MarkKey & { reference: string },
): Tested {
  const own = markOf(marks, key);
  const other = markOf(marks, { ...key, subset: reference });
  return { name: `${key.model} ${key.subset}`, difference: own.mean - other.mean, p: own.p };
}
