import type { Table } from '../../records/table.js';
import { recordsTable } from '../tables/records-table.js';
import type { NamedDiversity } from './diversity-bars.js';

/** Columns that hold no decimals. */
const WHOLE = ['choice', 'languages', 'families', 'scripts'];

/** Words around the table. */
export interface DiversityTableOptions {
  /** Default: names the features that were measured. */
  title?: string;
}

/**
 * The measures of several selections, one row each; cells of measures that are not defined are empty.
 * @throws RangeError where there is no selection.
 */
export function diversityTable(
  selections: readonly NamedDiversity[],
  { title = `Diversity by ${selections[0]?.report.features}` }: DiversityTableOptions = {},
): Table {
  const rows = selections.map(({ name, report }) => ({
    choice: name,
    languages: report.languages.length,
    families: report.families.length,
    scripts: report.scripts.length,
    'mean distance': report.meanPairwiseDistance,
    'least distance': report.leastPairwiseDistance,
    entropy: report.valueEntropy,
    inclusion: report.valueInclusion,
    overlap: report.jaccardOverlap,
    'mean radius': report.meanRadius,
    'largest radius': report.largestRadius,
  }));
  const columns = Object.keys(rows[0] ?? {}).map((field) =>
    WHOLE.includes(field) ? field : { field, digits: 3 },
  );
  return recordsTable(rows, { id: 'diversity', title, columns });
}
