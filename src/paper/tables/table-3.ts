/** Table 3: three models tuned on seven subsets, on five benchmarks. */

import { BASE_SUBSET, TABLE_3_MODELS, TASK_NAMES, TUNED_SUBSETS } from '../../charts/subsets.js';
import {
  type AccuracyKey,
  type AccuracyRecord,
  accuracyCell,
  agreement,
  baseRecord,
  bestAverages,
  bestRecords,
  printedEstimate,
  roundEstimate,
  tunedRecord,
} from '../../charts/tables/table-accuracy.js';
import { type Run, TASKS } from '../../records/run.js';
import type { Band, Cell, Table } from '../../records/table.js';
import { type Comparison, compareRuns } from '../../results/compare.js';
import type { Published } from '../../results/published.js';
import { averageScore, selectRuns, taskScore } from '../../results/scores.js';
import { significanceBand } from '../../results/statistics.js';

/** What to compare with what. */
export interface Table3Options {
  /** Subset that the others are tested against (default `RND`, as in the paper). */
  reference?: string;
  /** Models to show, in order (default the paper's three). */
  models?: readonly string[];
  /** Adjusts all p-values of the table for their number, for example `holm` (default none, as in the paper). */
  adjust?: (pValues: readonly number[]) => number[];
}

/** One cell of Table 3: what `lingtune table 3 --json` prints. */
export type Table3Record = AccuracyRecord & {
  /** Two-sided p-value of the paired t-test against the reference, adjusted where asked; `null` for itself. */
  readonly p: number | null;
  /** Upper bound of the band that p falls in, or `null`. */
  readonly band: Band['level'] | null;
  /** Over or under the reference, where there is a band. */
  readonly direction: Band['direction'] | null;
  /** Whether no other row of the model shows a higher mean in this column. */
  readonly best: boolean;
};

const COLUMNS = [...TASKS, 'avg'] as const;

/** A cell before its p-value is adjusted. */
interface ComparedCell {
  readonly key: AccuracyKey;
  readonly comparison: Comparison;
}

/**
 * Table 3 from the `main` runs: mean ± margin in per cent for each model, subset and benchmark.
 * @throws RangeError where a model has no runs of a subset, or not the same repetitions as the reference.
 * Source: Table 3. A run's value is the accuracy of the benchmark's whole group; bands by paired t-test, run i
 * with run i. The BASE rows are the printed ones, and they take part in the search for the best; models that the
 * paper's table leaves out have none.
 */
export function table3(
  published: Published,
  { reference = 'RND', models = TABLE_3_MODELS, adjust }: Table3Options = {},
): Table<Table3Record> {
  const compared = adjustCells(
    models.flatMap((model) => compareModel(published.runs, model, reference)),
    reference,
    adjust,
  );
  const printed = published.accuracies.filter((cell) => cell.table === '3');
  const tuned = compared.map(({ key, comparison }) => ({
    ...tunedRecord(key, roundEstimate(comparison), printedEstimate(printed, key)),
    ...significance(key.subset === reference ? null : comparison.p, comparison.difference),
  }));
  const base = models
    .filter((model) => printed.some((cell) => cell.model === model && cell.subset === BASE_SUBSET))
    .flatMap((model) =>
      COLUMNS.map((column) => ({
        ...baseRecord(model, column, printedEstimate(printed, { model, subset: BASE_SUBSET, column })),
        ...significance(null, 0),
      })),
    );
  const best = bestRecords([...tuned, ...base]);
  const records = models.flatMap((model) =>
    [...tuned, ...base]
      .filter((record) => record.model === model)
      .map((record) => ({ ...record, best: best.has(record) })),
  );
  return {
    kind: 'table',
    id: '3',
    title: 'Table 3. Accuracy of tuned models on five benchmarks',
    ...words(tuned, { reference, adjusted: adjust !== undefined, withBase: base.length > 0 }),
    columns: ['Subset', ...COLUMNS.map((column) => TASK_NAMES[column] ?? column)],
    rows: tableRows(records, COLUMNS.length),
    groups: models.map((model) => ({
      label: model,
      start: records.findIndex((record) => record.model === model) / COLUMNS.length,
    })),
    records,
  };
}

/** The seven tuned rows of one model, row by row, each value against the reference's. */
function compareModel(runs: readonly Run[], model: string, reference: string): ComparedCell[] {
  const group = (subset: string): Run[] => selectRuns(runs, { experiment: 'main', model, subset });
  const references = group(reference);
  return TUNED_SUBSETS.flatMap((subset) => {
    const own = group(subset);
    return COLUMNS.map((column) => ({
      key: { model, subset, column },
      comparison: compareRuns(own, references, (run) =>
        column === 'avg' ? averageScore(run) : taskScore(run, column),
      ),
    }));
  });
}

/** Replaces the p-values of all real comparisons by the adjusted ones. */
function adjustCells(
  cells: readonly ComparedCell[],
  reference: string,
  adjust: Table3Options['adjust'],
): readonly ComparedCell[] {
  if (adjust === undefined) return cells;
  const tested = cells.filter(({ key, comparison }) => key.subset !== reference && comparison.p !== null);
  const adjusted = adjust(tested.flatMap(({ comparison }) => comparison.p ?? []));
  const values = new Map(tested.map((cell, index) => [cell, adjusted[index] ?? null]));
  return cells.map((cell) => ({
    key: cell.key,
    comparison: { ...cell.comparison, p: values.get(cell) ?? cell.comparison.p },
  }));
}

function significance(p: number | null, difference: number): Pick<Table3Record, 'p' | 'band' | 'direction'> {
  const band = significanceBand(p);
  return { p, band, direction: band === null ? null : difference > 0 ? 'up' : 'down' };
}

function tableRows(records: readonly Table3Record[], width: number): Cell[][] {
  const rows: Cell[][] = [];
  for (let start = 0; start < records.length; start += width) {
    const row = records.slice(start, start + width);
    rows.push([{ text: row[0]?.subset ?? '', label: true }, ...row.map(tableCell)]);
  }
  return rows;
}

function tableCell(record: Table3Record): Cell {
  const { p, band: level, direction } = record;
  const banded = p !== null && level !== null && direction !== null;
  return {
    ...accuracyCell(record, record.best),
    ...(banded ? { band: { level, direction, p } } : {}),
  };
}

function words(
  tuned: readonly Omit<Table3Record, 'best'>[],
  { reference, adjusted, withBase }: { reference: string; adjusted: boolean; withBase: boolean },
): Pick<Table, 'caption' | 'alt'> {
  const tests = tuned.filter((record) => record.p !== null);
  const found = (direction: Band['direction']): number =>
    tests.filter((record) => record.direction === direction).length;
  const sentences = [
    'Accuracy in per cent over all languages of a benchmark: mean and margin of the main runs; Average is the ' +
      'plain mean of the five.',
    `The reference of the bands is ${reference}, run by run${adjusted ? ', p-values adjusted for their number' : ''}.`,
    withBase ? 'BASE repeats the print, as no logs of the untuned models are published.' : '',
    tuned.some((record) => record.agrees !== null)
      ? `${agreement(tuned)} tuned cells agree with the print at two decimals.`
      : 'The paper prints none of these cells.',
  ];
  return {
    caption: sentences.filter((sentence) => sentence !== '').join(' '),
    alt:
      `Highest average of the tuned models: ${bestAverages(tuned)}. Of ${tests.length} comparisons with ` +
      `${reference}, ${found('up')} are over it and ${found('down')} under it at p ≤ 0.15.`,
  };
}
