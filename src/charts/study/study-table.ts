import { roundDecimal } from '../../base/round-decimal.js';
import type { Run } from '../../records/run.js';
import type { Band, Cell, Table } from '../../records/table.js';
import { significanceBand } from '../../results/statistics.js';
import { measureRuns } from '../measures/measure-runs.js';
import { BASE_SUBSET } from '../subsets.js';
import { type StudyGroups, studyGroups } from './study-groups.js';
import { benchmarkScore, studyAverage } from './study-scores.js';
import { benchmarkTitle, counted } from './study-words.js';

/** What to compare with what. */
export interface StudyTableOptions {
  /** Subset that the others are tested against (default `RND`, as in the paper). */
  reference?: string;
}

/** One cell of the table. */
export type StudyTableRecord = {
  readonly subset: string;
  /** Benchmark, or `avg` for the mean of all. */
  readonly column: string;
  /** Number of runs. */
  readonly n: number;
  /** In per cent. */
  readonly mean: number;
  /** Half width of the 95 % interval over runs, in points; `null` for a single run. */
  readonly margin: number | null;
  /** Mean of the differences from the reference, run i with run i; `null` where the runs do not pair up. */
  readonly difference: number | null;
  /** Two-sided p-value of the paired t-test. */
  readonly p: number | null;
  /** Upper bound of the band that p falls in. */
  readonly band: Band['level'] | null;
  /** Whether no other row has a higher mean, as shown. */
  readonly best: boolean;
};

const AVERAGE = 'avg';
const DECIMALS = 2;

/**
 * Table 3 of a study of one's own: mean ± margin in per cent for each subset and benchmark, and for the untuned model.
 * @param runs those that are finished so far, `BASE` among them.
 * @throws RangeError where there is not exactly one run of BASE, or a run lacks a benchmark.
 * Source: Table 3; margin t(0.975, n − 1) · s / √n, bands by paired t-test against the reference, run i with run i. A
 * benchmark's accuracy is the mean over its languages.
 */
export function studyTable(
  runs: readonly Run[],
  { reference = 'RND' }: StudyTableOptions = {},
): Table<StudyTableRecord> {
  const study = studyGroups(runs, 'studyTable');
  const records = markBest(tableRecords(study, reference));
  const columns = [...study.tasks, AVERAGE];
  const average = records.filter(({ subset, column }) => column === AVERAGE && subset !== BASE_SUBSET);
  const highest = average.reduce<StudyTableRecord | null>(
    (best, record) => (best === null || record.mean > best.mean ? record : best),
    null,
  );
  const tests = records.filter(({ p }) => p !== null);
  const found = (isUp: boolean): number =>
    tests.filter(({ band, difference }) => band !== null && (difference ?? 0) > 0 === isUp).length;
  const single = study.subsets.filter((subset) => study.runsOf(subset).length === 1);
  return {
    kind: 'table',
    id: 'study',
    title: `${study.model} tuned on each subset: accuracy (%)`,
    caption: [
      `Zero-shot accuracy over ${counted(new Set(study.base.scores.flatMap(({ language }) => language ?? [])).size, 'language')}, each counted once; Average is the mean of the benchmarks, ${BASE_SUBSET} the untuned model.`,
      `The reference of the bands is ${reference}, run by run, not corrected for the number of tests.`,
      ...(single.length === 0
        ? []
        : [`Of ${single.join(', ')} there is one run, from which no margin follows.`]),
    ].join(' '),
    alt: [
      highest === null
        ? 'No tuned run is finished yet.'
        : `Highest average of the tuned: ${highest.subset} (${highest.mean.toFixed(DECIMALS)}).`,
      `Of ${tests.length} comparisons with ${reference}, ${found(true)} are over it and ${found(false)} under it at p ≤ 0.15.`,
    ].join(' '),
    columns: ['Subset', ...columns.map((task) => (task === AVERAGE ? 'Average' : benchmarkTitle(task)))],
    rows: [...study.subsets, BASE_SUBSET].map((subset) => [
      { text: subset, label: true },
      ...records.filter((record) => record.subset === subset).map(tableCell),
    ]),
    groups: [],
    records,
  };
}

function tableRecords(study: StudyGroups, reference: string): StudyTableRecord[] {
  const against = study.runsOf(reference);
  return [...study.subsets, BASE_SUBSET].flatMap((subset) => {
    const own = subset === BASE_SUBSET ? [study.base] : study.runsOf(subset);
    const hasTest = subset !== reference && subset !== BASE_SUBSET && against.length > 0;
    return [...study.tasks, AVERAGE].map((column): StudyTableRecord => {
      const score = (run: Run): number =>
        column === AVERAGE ? studyAverage(run, study.tasks) : benchmarkScore(run, column);
      const { n, mean, margin, difference, p } = measureRuns(own, hasTest ? against : null, score);
      return { subset, column, n, mean, margin, difference, p, band: significanceBand(p), best: false };
    });
  });
}

/** Marks the highest mean of each column; those that show the same digits share the place. */
function markBest(records: readonly StudyTableRecord[]): StudyTableRecord[] {
  const shown = (record: StudyTableRecord): number => roundDecimal(record.mean, DECIMALS);
  return records.map((record) => {
    const column = records.filter((other) => other.column === record.column);
    return { ...record, best: column.every((other) => shown(other) <= shown(record)) };
  });
}

function tableCell({ mean, margin, best, band: level, difference, p }: StudyTableRecord): Cell {
  const isBanded = level !== null && p !== null && difference !== null;
  return {
    text: roundDecimal(mean, DECIMALS).toFixed(DECIMALS),
    ...(margin === null ? {} : { margin: roundDecimal(margin, DECIMALS).toFixed(DECIMALS) }),
    ...(best ? { best } : {}),
    ...(isBanded ? { band: { level, direction: difference > 0 ? 'up' : 'down', p } } : {}),
  };
}
