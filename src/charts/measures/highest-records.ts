import type { FigureRecord } from '../../records/figure.js';

/** What to group by and to rank by. */
export interface HighestRecordsOptions {
  /** Field whose values make the groups, for example `model`. */
  by: string;
  /** Field with the number that counts (default: `mean`). */
  field?: string;
}

/**
 * The record with the highest number of each group, groups in order of their first record; of equals the first.
 * @throws RangeError where a record lacks the group's field, or its number is missing.
 */
export function highestRecords(
  records: readonly FigureRecord[],
  { by, field = 'mean' }: HighestRecordsOptions,
): FigureRecord[] {
  const highest = new Map<unknown, { record: FigureRecord; value: number }>();
  for (const [index, record] of records.entries()) {
    const group = record[by];
    const value = record[field];
    if (group === undefined || typeof value !== 'number') {
      throw new RangeError(
        `highestRecords: every record must have ${by} and a number ${field}, got ${group} and ${value} in records[${index}]`,
      );
    }
    const best = highest.get(group);
    if (best === undefined || value > best.value) highest.set(group, { record, value });
  }
  return Array.from(highest.values(), ({ record }) => record);
}
