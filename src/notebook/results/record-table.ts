/** Records of the package as tables: what a cell shows where a selection or runs are its result. */
import { clusterTable } from '../../charts/selection/cluster-table.js';
import { recordsTable } from '../../charts/tables/records-table.js';
import type { Run } from '../../records/run.js';
import type { Table } from '../../records/table.js';
import type { Selection } from '../../selection/selection.js';

/** Of more runs the first ones are shown. */
const MOST_RUNS = 20;

/** The table of a selection or of runs; `null` where the value is neither. */
export function recordTable(value: object): Table | null {
  if (isSelection(value)) return clusterTable(value);
  const runs: readonly unknown[] = Array.isArray(value) ? value : [value];
  return runs.length > 0 && runs.every(isRun) ? runsTable(runs) : null;
}

function runsTable(runs: readonly Run[]): Table {
  const title = runs.length === 1 ? 'One run' : `${runs.length.toLocaleString('en')} runs`;
  const hasConditions = runs.some(({ conditions }) => conditions !== undefined);
  const rows = runs
    .slice(0, MOST_RUNS)
    .map(({ experiment, model, subset, run, languages, conditions, scores }) => ({
      experiment,
      model,
      subset,
      run,
      languages: languages.join(' '),
      ...(hasConditions ? { conditions: conditions ?? '' } : {}),
      scores: scores.length,
    }));
  const caption = runs.length > MOST_RUNS ? `The first ${MOST_RUNS} are shown.` : '';
  return recordsTable(rows, { id: 'runs', title, caption });
}

function isSelection(value: object): value is Selection {
  const { kind, languages, clusters } = value as Partial<Selection>;
  return kind === 'selection' && Array.isArray(languages) && languages.length > 0 && Array.isArray(clusters);
}

function isRun(value: unknown): value is Run {
  if (typeof value !== 'object' || value === null) return false;
  const { experiment, model, subset, languages, scores } = value as Partial<Run>;
  return [experiment, model, subset].every((text) => typeof text === 'string') && isArrays(languages, scores);
}

function isArrays(...values: readonly unknown[]): boolean {
  return values.every((value) => Array.isArray(value));
}
