import type { Run } from '../../records/run.js';
import type { Cell, Table } from '../../records/table.js';
import type { Published } from '../../results/published.js';
import { rankCorrelation } from '../../results/rank-correlation.js';
import { averageScore, selectRuns } from '../../results/scores.js';
import { mean } from '../../results/statistics.js';
import { baseAverage } from '../measures/base-accuracy.js';
import { signedText } from '../measures/measure-text.js';
import { BASE_SUBSET, MODELS } from '../subsets.js';
import { studyGroups } from './study-groups.js';
import { studyAverage } from './study-scores.js';

/** One cell: a subset of a model beside the reference. */
export type BesidePaperRecord = {
  readonly model: string;
  readonly subset: string;
  /** Mean average in per cent. */
  readonly mean: number;
  /** Points over the reference. */
  readonly difference: number;
  /** Place among the tuned subsets that both have, 1 for the highest; `null` for BASE. */
  readonly rank: number | null;
};

/** What to compare with. */
export interface BesidePaperOptions {
  /** Subset that differences are taken from (default `RND`). */
  reference?: string;
}

/**
 * A study of one's own beside the paper's main runs: by how much each subset's average differs from the reference's, and
 * its place. Only the order can be compared: models and benchmarks are others.
 * @param runs those that are finished so far, `BASE` among them.
 * @throws RangeError where there is not exactly one run of BASE, fewer than two subsets are the paper's, or the reference
 * is missing.
 * Source: Table 3, main runs of all five models; BASE from Tables 7–11.
 */
export function besidePaper(
  runs: readonly Run[],
  published: Pick<Published, 'runs' | 'accuracies'>,
  { reference = 'RND' }: BesidePaperOptions = {},
): Table<BesidePaperRecord> {
  const study = studyGroups(runs, 'besidePaper');
  const paper = (model: string, subset: string): Run[] =>
    selectRuns(published.runs, { experiment: 'main', model, subset });
  const subsets = study.subsets.filter((subset) => MODELS.every((model) => paper(model, subset).length > 0));
  if (!subsets.includes(reference) || subsets.length < 2) {
    throw new RangeError(
      `besidePaper: runs must hold ${reference} and another subset of the paper, got ${subsets.join(', ') || 'none'}`,
    );
  }
  const own = new Map<string, number>(
    subsets.map((subset) => [
      subset,
      mean(study.runsOf(subset).map((run) => studyAverage(run, study.tasks))),
    ]),
  );
  own.set(BASE_SUBSET, studyAverage(study.base, study.tasks));
  const theirs = MODELS.map((model): [string, ReadonlyMap<string, number>] => {
    const averages = subsets.map((subset) => [subset, mean(paper(model, subset).map(averageScore))] as const);
    return [model, new Map([...averages, [BASE_SUBSET, baseAverage(published.accuracies, model)]])];
  });
  const columns: [string, ReadonlyMap<string, number>][] = [[study.model, own], ...theirs];
  const records = columns.flatMap(([model, averages]) => columnRecords(model, averages, reference));
  const values = (averages: ReadonlyMap<string, number>): number[] =>
    subsets.map((subset) => averages.get(subset) ?? 0);
  const agreement = theirs.map(([model, averages]) => {
    const correlation = rankCorrelation(values(own), values(averages));
    return `${model} ${correlation === null ? 'none' : signedText(correlation)}`;
  });
  const correlations = `Rank correlation (Spearman, ${subsets.length} subsets) with ${study.model}: ${agreement.join(', ')}`;
  return {
    kind: 'table',
    id: 'study-beside-paper',
    title: `${study.model} beside the paper’s models: average over ${reference}`,
    caption: `Points by which a subset’s average lies over ${reference}’s, and its place among the ${subsets.length} tuned. Models, benchmarks and pairs are others: the order may be compared, the size of the differences may not. ${correlations}.${chanceSentence(subsets.length)}`,
    alt: `${correlations}.`,
    columns: ['Subset', ...columns.map(([model]) => model)],
    rows: [...subsets, BASE_SUBSET].map((subset) => [
      { text: subset, label: true },
      ...records.filter((record) => record.subset === subset).map(differenceCell),
    ]),
    groups: [],
    records,
  };
}

/**
 * Rank correlations that two orders without any bond reach, in either direction, in at most one case of twenty.
 * Source: the exact distribution of Spearman's coefficient (Kendall and Gibbons 1990).
 */
const CHANCE: Readonly<Record<number, number>> = { 5: 1, 6: 0.886, 7: 0.786, 8: 0.738 };

function chanceSentence(count: number): string {
  const level = CHANCE[count];
  if (level === undefined) return '';
  return ` Two orders of ${count} without any bond reach ±${level.toFixed(2)} or more in one case of twenty.`;
}

function columnRecords(
  model: string,
  averages: ReadonlyMap<string, number>,
  reference: string,
): BesidePaperRecord[] {
  const tuned = [...averages].flatMap(([subset, average]) => (subset === BASE_SUBSET ? [] : [average]));
  return Array.from(averages, ([subset, average]) => ({
    model,
    subset,
    mean: average,
    difference: average - (averages.get(reference) ?? Number.NaN),
    rank: subset === BASE_SUBSET ? null : 1 + tuned.filter((other) => other > average).length,
  }));
}

function differenceCell({ difference, rank }: BesidePaperRecord): Cell {
  return {
    text: `${signedText(difference)}${rank === null ? '' : ` (${rank})`}`,
    ...(rank === 1 ? { best: true } : {}),
  };
}
