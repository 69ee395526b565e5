import type { Table } from '../../records/table.js';
import type { Selection } from '../../selection/selection.js';
import { recordsTable } from '../tables/records-table.js';

/** Words around the table. */
export interface ClusterTableOptions {
  /** Default: number and codes of the chosen languages. */
  title?: string;
}

/**
 * The clusters of a selection, one row each: the chosen language, those that it stands for, and those as near to the
 * centre of its cluster. Languages chosen at random, or all, stand for none; each has a row all the same.
 * @throws RangeError where no language is chosen.
 */
export function clusterTable(
  { languages, clusters, missing, inertia, iterations }: Selection,
  { title = `${languages.length} languages: ${languages.join(',')}` }: ClusterTableOptions = {},
): Table {
  const groups =
    clusters.length > 0
      ? clusters
      : languages.map((chosen) => ({ chosen, members: [chosen], tied: [] as readonly string[] }));
  const rows = groups.map(({ chosen, members, tied }) => ({
    chosen,
    'stands for': members.filter((code) => code !== chosen).join(' '),
    'as near': tied.join(' '),
  }));
  const facts = [
    ...(inertia === null ? [] : [`inertia ${inertia.toPrecision(8)}`]),
    ...(iterations === null ? [] : [`${iterations} iterations`]),
    ...(missing.length === 0 ? [] : [`without features, not chosen from: ${missing.join(' ')}`]),
  ];
  return recordsTable(rows, { id: 'clusters', title, caption: facts.join('; ') });
}
