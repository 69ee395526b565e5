/** What the accuracy tables 3 and 7–11 share: rounding as printed, and our value beside the printed one. */

import { roundDecimal } from '../../base/round-decimal.js';
import type { Cell } from '../../records/table.js';
import type { PrintedAccuracy } from '../../results/published.js';
import type { Summary } from '../../results/statistics.js';
import { BASE_SUBSET } from '../subsets.js';

/** Decimals that the paper prints. */
const DECIMALS = 2;

/** Mean and margin in per cent, rounded to the two decimals that the paper prints. */
export type Estimate = {
  readonly mean: number;
  /** Half width of the 95 % interval, or `null` where there is none. */
  readonly margin: number | null;
};

/** Which cell of a printed table. */
export type AccuracyKey = {
  readonly model: string;
  readonly subset: string;
  readonly column: string;
};

/** One cell of an accuracy table with the printed one. */
export type AccuracyRecord = AccuracyKey & {
  /** In per cent; `null` for BASE, of which no runs are published. */
  readonly mean: number | null;
  readonly margin: number | null;
  readonly printed: Estimate | null;
  /** Whether mean and margin are the printed ones; `null` where either side is missing. */
  readonly agrees: boolean | null;
};

/**
 * Rounds a summary to two decimals.
 * No digit hangs on floating-point noise: accuracies have four decimals, so a mean over three runs (or over
 * three runs of five benchmarks) in per cent is a multiple of 1/300 (1/1500), never a half of the last digit.
 */
export function roundEstimate({ mean, margin }: Summary): Estimate {
  return {
    mean: roundDecimal(mean, DECIMALS),
    margin: margin === null ? null : roundDecimal(margin, DECIMALS),
  };
}

/** Whether two estimates show the same digits. */
export function sameEstimate(a: Estimate, b: Estimate): boolean {
  return a.mean === b.mean && a.margin === b.margin;
}

/** The printed value of a cell, or `null` where the table does not print it. */
export function printedEstimate(
  accuracies: readonly PrintedAccuracy[],
  { model, subset, column }: AccuracyKey,
): Estimate | null {
  const found = accuracies.find(
    (cell) => cell.model === model && cell.subset === subset && cell.column === column,
  );
  return found === undefined ? null : { mean: found.mean, margin: found.margin };
}

/** A tuned cell beside its printed value. */
export function tunedRecord(
  { model, subset, column }: AccuracyKey,
  { mean, margin }: Estimate,
  printed: Estimate | null,
): AccuracyRecord {
  const agrees = printed === null ? null : sameEstimate({ mean, margin }, printed);
  return { model, subset, column, mean, margin, printed, agrees };
}

/** A cell of the BASE rows: the print alone, because no logs of the untuned models are published. */
export function baseRecord(model: string, column: string, printed: Estimate | null): AccuracyRecord {
  return { model, subset: BASE_SUBSET, column, mean: null, margin: null, printed, agrees: null };
}

/** The number a cell shows: ours, or for BASE the printed one; `null` where there is neither. */
export function shownMean(record: AccuracyRecord): number | null {
  return record.mean ?? record.printed?.mean ?? null;
}

/** The records whose shown mean is the highest of their model and column; equal digits share the place. */
export function bestRecords<Item extends AccuracyRecord>(records: readonly Item[]): Set<Item> {
  const highest = new Map<string, number>();
  const keyOf = ({ model, column }: Item): string => JSON.stringify([model, column]);
  for (const record of records) {
    const mean = shownMean(record);
    if (mean === null) continue;
    highest.set(keyOf(record), Math.max(mean, highest.get(keyOf(record)) ?? mean));
  }
  return new Set(
    records.filter(
      (record) => shownMean(record) !== null && shownMean(record) === highest.get(keyOf(record)),
    ),
  );
}

/** The cell of a record: value and margin, bold when best, with the print where it differs. */
export function accuracyCell(record: AccuracyRecord, best: boolean): Cell {
  const mean = shownMean(record);
  if (mean === null) return { text: '–' };
  return {
    text: mean.toFixed(DECIMALS),
    ...(record.margin === null ? {} : { margin: record.margin.toFixed(DECIMALS) }),
    ...(best ? { best } : {}),
    ...(record.agrees === false && record.printed !== null
      ? { printed: formatEstimate(record.printed) }
      : {}),
  };
}

/** An estimate as one text: `56.71 ±0.47`. */
export function formatEstimate({ mean, margin }: Estimate): string {
  return `${mean.toFixed(DECIMALS)}${margin === null ? '' : ` ±${margin.toFixed(DECIMALS)}`}`;
}

/** How many of the comparable cells agree with the print: `126 of 126`. */
export function agreement(records: readonly { readonly agrees: boolean | null }[]): string {
  const compared = records.filter((record) => record.agrees !== null);
  return `${compared.filter((record) => record.agrees).length} of ${compared.length}`;
}

/** The tuned subset with the highest mean in each model's column `avg`: `TYPO in BLOOM-7B1 (56.71)`. */
export function bestAverages(records: readonly AccuracyRecord[]): string {
  const tuned = records.filter((record) => record.column === 'avg' && record.mean !== null);
  const byModel = new Map<string, string[]>();
  for (const record of bestRecords(tuned)) {
    byModel.set(record.model, [...(byModel.get(record.model) ?? []), record.subset]);
  }
  const value = (model: string): string =>
    Math.max(...tuned.flatMap((record) => (record.model === model ? [record.mean ?? 0] : []))).toFixed(
      DECIMALS,
    );
  return Array.from(
    byModel,
    ([model, subsets]) => `${subsets.join(' and ')} in ${model} (${value(model)})`,
  ).join(', ');
}
