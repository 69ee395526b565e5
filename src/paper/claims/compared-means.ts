/** One mean of a table or figure, as the checks of claims read it from the records. */

import { shownMean } from '../../charts/tables/table-accuracy.js';
import type { FigureRecord } from '../../records/figure.js';
import type { Table3Record } from '../tables/table-3.js';
import type { Rated } from './rank-parts.js';
import type { Tested } from './significance-parts.js';

/** A mean over runs and how it compares with the reference of its table or figure. */
export interface ComparedMean {
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

/** Model, subset and column that single out a mean. */
export interface MeanKey {
  model: string;
  subset: string;
  /** Default `null`, as in the figures. */
  column?: string | null;
}

/** The means of Table 3; a BASE cell that is not printed is left out. */
export function tableMeans(records: readonly Table3Record[]): ComparedMean[] {
  return records.flatMap((record) => {
    const { model, subset, column, margin, p } = record;
    const mean = shownMean(record);
    return mean === null ? [] : [{ model, subset, column, count: null, mean, margin, p }];
  });
}

/**
 * The means of a figure.
 * @throws TypeError where a record lacks model, subset or mean.
 */
export function figureMeans(records: readonly FigureRecord[]): ComparedMean[] {
  return records.map(({ model, subset, k = null, mean, margin = null, p = null }) => {
    if (typeof model !== 'string' || typeof subset !== 'string' || typeof mean !== 'number') {
      const got = JSON.stringify({ model, subset, mean });
      throw new TypeError(`figureMeans: a record must have model, subset and mean, got ${got}`);
    }
    const number = (value: FigureRecord[string]): number | null => (typeof value === 'number' ? value : null);
    return { model, subset, column: null, count: number(k), mean, margin: number(margin), p: number(p) };
  });
}

/**
 * The mean of a model, subset and column.
 * @throws RangeError where there is none.
 */
export function meanOf(
  means: readonly ComparedMean[],
  { model, subset, column = null }: MeanKey,
): ComparedMean {
  const found = means.find(
    (mean) => mean.model === model && mean.subset === subset && mean.column === column,
  );
  if (found === undefined) {
    const key = column === null ? `${model} ${subset}` : `${model} ${subset} ${column}`;
    throw new RangeError(`meanOf: there must be a mean of ${key}, got none`);
  }
  return found;
}

/** A mean with its subset as name. */
export function rateOne(means: readonly ComparedMean[], key: MeanKey): Rated {
  return { name: key.subset, value: meanOf(means, key).mean };
}

/** The means of several subsets of a model, named by subset. */
export function rate(
  means: readonly ComparedMean[],
  subsets: readonly string[],
  key: Omit<MeanKey, 'subset'>,
): Rated[] {
  return subsets.map((subset) => rateOne(means, { ...key, subset }));
}

/** The comparison of a mean with the reference subset of its model and column, named by model and subset. */
export function testOf(
  means: readonly ComparedMean[],
  { reference, ...key }: MeanKey & { reference: string },
): Tested {
  const own = meanOf(means, key);
  const other = meanOf(means, { ...key, subset: reference });
  return { name: `${key.model} ${key.subset}`, difference: own.mean - other.mean, p: own.p };
}
