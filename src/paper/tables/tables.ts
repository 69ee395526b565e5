/** The tables of the paper that are recomputed here, by their numbers. */

import type { Table } from '../../records/table.js';
import type { Published } from '../../results/published.js';
import { table1 } from './table-1.js';
import { table2 } from './table-2.js';
import { table3 } from './table-3.js';
import { table4to6 } from './table-4-6.js';
import { table12 } from './table-12.js';
import { table7, table8, table9, table10, table11 } from './table-per-language.js';

/** The tables of the paper by their number, each once and with its default options, in the paper's order. */
export const TABLES: ReadonlyMap<string, (published: Published) => Table> = new Map<
  string,
  (published: Published) => Table
>([
  ['1', (published) => table1(published)],
  ['2', (published) => table2(published)],
  ['3', (published) => table3(published)],
  ['4-6', (published) => table4to6(published)],
  ['7', (published) => table7(published)],
  ['8', (published) => table8(published)],
  ['9', (published) => table9(published)],
  ['10', (published) => table10(published)],
  ['11', (published) => table11(published)],
  ['12', (published) => table12(published)],
]);

/** Other names of tables: Tables 4, 5 and 6 are parts of one. */
export const TABLE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['4', '4-6'],
  ['5', '4-6'],
  ['6', '4-6'],
]);

/**
 * The table with a number of the paper.
 * @param id `1`, `2`, … `12` or `4-6`.
 * @throws RangeError where there is no such table.
 * @example
 * ```ts
 * import { paperTable, readPublished, show } from 'lingtune';
 *
 * await show(paperTable(readPublished(), '3'));
 * ```
 */
export function paperTable(published: Published, id: string): Table {
  const make = TABLES.get(TABLE_ALIASES.get(id) ?? id);
  if (make === undefined) {
    const ids = [...TABLES.keys(), ...TABLE_ALIASES.keys()];
    throw new RangeError(`paperTable: id must be one of ${ids.join(', ')}, got ${id}`);
  }
  return make(published);
}
