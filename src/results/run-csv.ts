/** Run records as CSV: the form of `data/published-runs.csv` and of `lingtune import`. */
import { type CsvRow, eachCsvRow, formatCsv } from '../base/files/csv.js';
import { quoteText } from '../base/printable.js';
import { flattenRuns, type Run, type RunDescription, type Score } from '../records/run.js';

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

/** Columns that describe the run, whose fields are the same in all of its rows. */
const DESCRIPTION = [
  'experiment',
  'model',
  'subset',
  'run',
  'selection_seed',
  'tuning_seed',
  'languages',
  'status',
  'duplicate_of',
] as const;

/** Written only where a run has any: the paper's runs have none. */
const CONDITIONS = 'conditions';

/** CSV text of runs, one row a score; the column `conditions` is there where a run was not zero-shot on all documents. */
export function formatRuns(runs: readonly Run[]): string {
  const hasConditions = runs.some((run) => run.conditions !== undefined);
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
    ...(hasConditions ? [record.conditions ?? null] : []),
  ]);
  return formatCsv(hasConditions ? [...COLUMNS, CONDITIONS] : COLUMNS, rows);
}

/** A run while its rows are read. */
interface RunGroup {
  /** Fields of the columns that describe the run. */
  readonly texts: readonly string[];
  readonly description: RunDescription;
  readonly scores: Score[];
}

/**
 * Reads runs from a CSV file that `formatRuns` wrote, one for each `source`, in the order of first appearance. Rows are
 * read piece by piece, so that a file need not fit into memory.
 * @throws Error with path and row where a field is missing or not of its kind, an accuracy is not in 0..1, or two rows
 * describe one source differently; Error with path where a score is there twice.
 */
export function readRuns(path: string): Run[] {
  const groups = new Map<string, RunGroup>();
  const names = new Map<string, string>();
  let last: RunGroup | undefined;
  eachCsvRow(path, COLUMNS, (row) => {
    const source = row.text('source');
    const group = last?.description.source === source ? last : groups.get(source);
    if (group === undefined) {
      last = openGroup(row);
      groups.set(last.description.source, last);
    } else {
      checkDescription(row, group);
      last = group;
    }
    last.scores.push(readScore(row, names));
  });
  const runs = Array.from(groups.values(), ({ description, scores }) => ({ ...description, scores }));
  for (const run of runs) checkScores(run, path);
  return runs;
}

function openGroup(row: CsvRow): RunGroup {
  const conditions = row.has(CONDITIONS) ? row.optionalText(CONDITIONS) : null;
  return {
    texts: DESCRIPTION.map((column) => ownText(row.text(column))),
    description: {
      experiment: ownText(row.text('experiment')),
      model: ownText(row.text('model')),
      subset: ownText(row.text('subset')),
      run: row.number('run'),
      selectionSeed: row.optionalNumber('selection_seed'),
      tuningSeed: row.optionalNumber('tuning_seed'),
      languages: row.list('languages').map(ownText),
      status: row.oneOf('status', ['complete', 'partial']),
      ...(conditions === null ? {} : { conditions: ownText(conditions) }),
      source: ownText(row.text('source')),
      duplicateOf: mapText(row.optionalText('duplicate_of'), ownText),
    },
    scores: [],
  };
}

function checkDescription(row: CsvRow, { texts, description }: RunGroup): void {
  for (const [index, column] of DESCRIPTION.entries()) {
    const text = row.text(column);
    if (text === texts[index]) continue;
    throw new Error(
      `${row.place}: ${column} of ${quoteText(description.source)} must be ${quoteText(texts[index] ?? '')} as before, got ${quoteText(text)}`,
    );
  }
  const conditions = row.has(CONDITIONS) ? row.text(CONDITIONS) : '';
  if (conditions !== (description.conditions ?? '')) {
    throw new Error(
      `${row.place}: conditions of ${quoteText(description.source)} must be the same in all rows, got ${quoteText(conditions)}`,
    );
  }
}

/** @param names of benchmarks, languages and versions so far: each is held once. */
function readScore(row: CsvRow, names: Map<string, string>): Score {
  const name = (text: string): string => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    names.set(own, own);
    return own;
  };
  const accuracy = row.number('accuracy');
  if (accuracy < 0 || accuracy > 1) {
    throw new Error(`${row.place}: accuracy must be a share in 0..1, got ${accuracy}`);
  }
  return {
    task: name(row.text('task')),
    language: mapText(row.optionalText('language'), name),
    accuracy,
    stderr: row.optionalNumber('stderr'),
    version: mapText(row.optionalText('version'), name),
  };
}

function mapText(text: string | null, map: (text: string) => string): string | null {
  return text === null ? null : map(text);
}

/** A text of its own: a field is a slice, which would keep the whole piece of the file that it was cut from. */
function ownText(text: string): string {
  return Buffer.from(text).toString();
}

function checkScores({ source, scores }: Run, path: string): void {
  const seen = new Set<string>();
  for (const { task, language } of scores) {
    const key = `${task} ${language ?? ''}`;
    if (seen.has(key)) {
      throw new Error(
        `${path}: ${quoteText(source)} must have one score of ${quoteText(key.trim())}, got more; give runs different sources`,
      );
    }
    seen.add(key);
  }
}
