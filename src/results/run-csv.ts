/** Run records as CSV: the form of `data/published-runs.csv` and of `lingtune import`. */
import { formatCsv, readCsv } from '../util/csv.js';
import { flattenRuns, groupRuns, type Run } from './run.js';

const COLUMNS = [
  'experiment',
  'model',
  'subset',
  'run',
  'selection_seed',
  'tuning_seed',
  'languages',
  'task',
  'language',
  'accuracy',
  'stderr',
  'version',
  'status',
  'source',
  'duplicate_of',
] as const;

/** CSV text of runs, one row a score. */
export function formatRuns(runs: readonly Run[]): string {
  const rows = flattenRuns(runs).map((record) => [
    record.experiment,
    record.model,
    record.subset,
    record.run,
    record.selectionSeed,
    record.tuningSeed,
    record.languages,
    record.task,
    record.language,
    record.accuracy,
    record.stderr,
    record.version,
    record.status,
    record.source,
    record.duplicateOf,
  ]);
  return formatCsv(COLUMNS, rows);
}

/**
 * Reads runs from a CSV file that `formatRuns` wrote.
 * @throws Error with path and row where a field is missing or not of its kind.
 */
export function readRuns(path: string): Run[] {
  const records = readCsv(path, COLUMNS, (row) => ({
    experiment: row.text('experiment'),
    model: row.text('model'),
    subset: row.text('subset'),
    run: row.number('run'),
    selectionSeed: row.optionalNumber('selection_seed'),
    tuningSeed: row.optionalNumber('tuning_seed'),
    languages: row.list('languages'),
    task: row.text('task'),
    language: row.optionalText('language'),
    accuracy: row.number('accuracy'),
    stderr: row.optionalNumber('stderr'),
    version: row.optionalText('version'),
    status: row.oneOf('status', ['complete', 'partial']),
    source: row.text('source'),
    duplicateOf: row.optionalText('duplicate_of'),
  }));
  return groupRuns(records);
}
