/** Tables 7–11: five models tuned on seven subsets, language by language, one table a benchmark. */

import { BASE_SUBSET, MODELS, TASK_NAMES, TUNED_SUBSETS } from '../../charts/subsets.js';
import { columnSources } from '../../charts/tables/column-sources.js';
import {
  type ComputedCell,
  countMismatches,
  explainMismatch,
  type MismatchKind,
} from '../../charts/tables/mismatch.js';
import {
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
import type { Run } from '../../records/run.js';
import type { Table } from '../../records/table.js';
import type { PrintedAccuracy, Published } from '../../results/published.js';
import { selectRuns, taskScore } from '../../results/scores.js';
import { summarize } from '../../results/statistics.js';

/** Which printed table, and the benchmark it is about. */
export interface PerLanguageTable {
  /** Number in the paper. */
  readonly id: string;
  readonly task: string;
  /** Column headers that the paper misprints: printed code → language that the column is about. */
  readonly misprints?: Readonly<Record<string, string>>;
}

/** One cell of Tables 7–11: what `lingtune table 7 --json` prints. */
export type PerLanguageRecord = AccuracyRecord & {
  /** In which way the printed value differs, or `null` where it does not. */
  readonly mismatch: MismatchKind | null;
  /** Cell whose value is printed here, where one was found: a column, or model, subset and column. */
  readonly holds: string | null;
};

/** Table 7: XNLI. */
export function table7(published: Published): Table<PerLanguageRecord> {
  return perLanguageTable(published, { id: '7', task: 'xnli' });
}

/** Table 8: XCOPA. */
export function table8(published: Published): Table<PerLanguageRecord> {
  return perLanguageTable(published, { id: '8', task: 'xcopa' });
}

/** Table 9: XStoryCloze. Its header says th, a language the benchmark does not have; the logs have te. */
export function table9(published: Published): Table<PerLanguageRecord> {
  return perLanguageTable(published, { id: '9', task: 'xstorycloze', misprints: { th: 'te' } });
}

/** Table 10: XWinograd. */
export function table10(published: Published): Table<PerLanguageRecord> {
  return perLanguageTable(published, { id: '10', task: 'xwinograd' });
}

/** Table 11: PAWS-X. */
export function table11(published: Published): Table<PerLanguageRecord> {
  return perLanguageTable(published, { id: '11', task: 'pawsx' });
}

/**
 * One of Tables 7–11 from the `main` runs: mean ± margin in per cent for each model, subset and language.
 * @throws RangeError where the print has no such table, or a model has no runs of a subset.
 * Source: Tables 7–11, columns in the printed order. Column `avg` is the accuracy of the whole group, in which
 * each document counts once; XWinograd, whose languages differ in size, shows that this is what the paper prints.
 */
export function perLanguageTable(
  published: Published,
  { id, task, misprints = {} }: PerLanguageTable,
): Table<PerLanguageRecord> {
  const printed = published.accuracies
    .filter((cell) => cell.table === id)
    .map((cell) => ({ ...cell, column: misprints[cell.column] ?? cell.column }));
  if (printed.length === 0) {
    throw new RangeError(`perLanguageTable: accuracies must hold printed cells of Table ${id}, got none`);
  }
  const columns = [...new Set(printed.map((cell) => cell.column))];
  const computed = MODELS.flatMap((model) => computeModel(published.runs, model, task, columns));
  const tuned = computed.map((cell) => compareCell(cell, printed, computed));
  const base = MODELS.flatMap((model) => columns.map((column) => printedBase(model, column, printed)));
  const records = MODELS.flatMap((model) => [...tuned, ...base].filter((record) => record.model === model));
  const best = bestRecords(records);
  const subsets = [...TUNED_SUBSETS, BASE_SUBSET];
  return {
    kind: 'table',
    id,
    title: `Table ${id}. ${TASK_NAMES[task] ?? task} by language`,
    ...words(tuned, misprints),
    columns: ['Subset', ...columns.map((column) => (column === 'avg' ? 'Average' : column))],
    rows: MODELS.flatMap((model) =>
      subsets.map((subset) => [
        { text: subset, label: true },
        ...records
          .filter((record) => record.model === model && record.subset === subset)
          .map((record) => accuracyCell(record, best.has(record))),
      ]),
    ),
    groups: MODELS.map((model, index) => ({ label: model, start: index * subsets.length })),
    records,
  };
}

/** The seven tuned rows of one model. */
function computeModel(
  runs: readonly Run[],
  model: string,
  task: string,
  columns: readonly string[],
): ComputedCell[] {
  return TUNED_SUBSETS.flatMap((subset) => {
    const group = selectRuns(runs, { experiment: 'main', model, subset });
    if (group.length === 0) {
      throw new RangeError(`perLanguageTable: runs must hold main runs of ${model} ${subset}, got none`);
    }
    return columns.map((column) => {
      const language = column === 'avg' ? null : column;
      const exact = summarize(group.map((run) => taskScore(run, task, language)));
      return { key: { model, subset, column }, exact, rounded: roundEstimate(exact) };
    });
  });
}

function compareCell(
  cell: ComputedCell,
  accuracies: readonly PrintedAccuracy[],
  cells: readonly ComputedCell[],
): PerLanguageRecord {
  const printed = printedEstimate(accuracies, cell.key);
  const mismatch = printed === null ? null : explainMismatch(printed, cell, cells);
  const { kind = null, holds = null } = mismatch ?? {};
  return {
    ...tunedRecord(cell.key, cell.rounded, printed),
    mismatch: kind,
    holds:
      holds === null
        ? null
        : kind === 'column'
          ? holds.column
          : `${holds.model} ${holds.subset} ${holds.column}`,
  };
}

function printedBase(
  model: string,
  column: string,
  accuracies: readonly PrintedAccuracy[],
): PerLanguageRecord {
  const printed = printedEstimate(accuracies, { model, subset: BASE_SUBSET, column });
  return { ...baseRecord(model, column, printed), mismatch: null, holds: null };
}

function words(
  tuned: readonly PerLanguageRecord[],
  misprints: Readonly<Record<string, string>>,
): Pick<Table, 'caption' | 'alt'> {
  const kinds = countMismatches(tuned.map((record) => record.mismatch));
  const corrected = Object.entries(misprints).map(
    ([printed, language]) => ` The paper heads the column ${language} “${printed}”.`,
  );
  return {
    caption:
      'Accuracy in per cent: mean and margin of the main runs. Average is the accuracy over all documents. BASE ' +
      `repeats the print, as no logs of the untuned models are published.${corrected.join('')} ` +
      `${agreement(tuned)} tuned cells agree with the print at two decimals` +
      `${kinds === '' ? '' : `; the others are printed: ${kinds}`}.${displacedColumns(tuned)}`,
    alt: `Highest average of the tuned subsets: ${bestAverages(tuned)}.`,
  };
}

/** One sentence on the models whose columns stand under the headers of others; empty where there is none. */
function displacedColumns(tuned: readonly PerLanguageRecord[]): string {
  const displaced = columnSources(tuned).filter((sources) => !sources.inPlace);
  if (displaced.length === 0) return '';
  const orders = new Map<string, string[]>();
  for (const { model, alphabetical, holds } of displaced) {
    const order = alphabetical ? `in alphabetical order (${holds.join(' ')})` : `as ${holds.join(' ')}`;
    orders.set(order, [...(orders.get(order) ?? []), model]);
  }
  const parts = Array.from(orders, ([order, models]) => `${order} for ${models.join(', ')}`);
  return ` Under its header the paper prints the languages ${parts.join('; ')}.`;
}
