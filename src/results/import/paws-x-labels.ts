/**
 * What the published accuracies become when PAWS-X is read with the right labels.
 *
 * The harness that made them (a branch of lm-evaluation-harness v0.4.0) gave "Yes" as choice 0 while label 0 means
 * "not a paraphrase"; upstream mended it in November 2024. With two choices and no ties a right answer becomes a wrong
 * one and the other way round, so an accuracy a becomes 1 − a, and its standard error stays.
 */
import { roundDecimal } from '../../base/round-decimal.js';
import { type Run, TASKS } from '../../records/run.js';
import type { PrintedAccuracy, Published } from '../published.js';

const PAWS_X = 'pawsx';

/** Decimals of printed accuracies. */
const PRINTED_DIGITS = 2;

/** The runs with each PAWS-X accuracy a as 1 − a; all other scores and all standard errors as they were. */
export function withPawsXLabelsSwapped(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({
    ...run,
    scores: run.scores.map((score) =>
      score.task === PAWS_X ? { ...score, accuracy: 1 - score.accuracy } : score,
    ),
  }));
}

/**
 * The printed cells with the untuned models' PAWS-X accuracies (Tables 3 and 11) and averages (Table 3) recomputed.
 * Only BASE changes: it has no runs, so its cells stand in for them. Tuned cells stay what the paper prints.
 * @throws RangeError where Table 3 prints an average of an untuned model without its PAWS-X accuracy.
 */
export function withBasePawsXLabelsSwapped(accuracies: readonly PrintedAccuracy[]): PrintedAccuracy[] {
  return accuracies.map((cell) =>
    cell.subset === 'BASE'
      ? { ...cell, mean: roundDecimal(swappedBase(cell, accuracies), PRINTED_DIGITS) }
      : cell,
  );
}

function swappedBase(cell: PrintedAccuracy, accuracies: readonly PrintedAccuracy[]): number {
  const { table, model, column, mean } = cell;
  if (table === '11' || (table === '3' && column === PAWS_X)) return 100 - mean;
  if (table !== '3' || column !== 'avg') return mean;
  const own = accuracies.find(
    (other) =>
      other.table === '3' && other.model === model && other.subset === 'BASE' && other.column === PAWS_X,
  );
  if (own === undefined) {
    throw new RangeError(
      `withBasePawsXLabelsSwapped: Table 3 must print PAWS-X of untuned ${model}, got nothing`,
    );
  }
  return mean + (100 - 2 * own.mean) / TASKS.length;
}

/** Everything published, with PAWS-X read with the right labels in the runs and in the printed BASE rows. */
export function publishedWithPawsXLabelsSwapped(published: Published): Published {
  return {
    ...published,
    runs: withPawsXLabelsSwapped(published.runs),
    accuracies: withBasePawsXLabelsSwapped(published.accuracies),
  };
}
