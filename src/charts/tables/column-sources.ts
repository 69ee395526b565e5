/** Columns printed under the wrong header: which language's values stand in which place, model by model. */

import type { MismatchKind } from './mismatch.js';
import type { AccuracyRecord } from './table-accuracy.js';

/** The part of a record of Tables 7–11 that tells where its printed value comes from. */
export type SourcedRecord = AccuracyRecord & {
  readonly mismatch: MismatchKind | null;
  readonly holds: string | null;
};

/** What one model's printed columns hold. */
export type ColumnSources = {
  readonly model: string;
  /** Languages in the order of the header. */
  readonly header: readonly string[];
  /** Languages in the order in which their values are printed. */
  readonly holds: readonly string[];
  /** Whether every column holds what its header says. */
  readonly inPlace: boolean;
  /** Whether the values stand in the alphabetical order of the languages. */
  readonly alphabetical: boolean;
};

/**
 * Finds for each model which language's values stand under each header: the one that most subsets agree on.
 * @param records of one of Tables 7–11; the average and BASE, which have no place to compare, are left out.
 */
export function columnSources(records: readonly SourcedRecord[]): ColumnSources[] {
  const languages = records.filter((record) => record.column !== 'avg' && record.agrees !== null);
  const models = [...new Set(languages.map((record) => record.model))];
  return models.map((model) => {
    const own = languages.filter((record) => record.model === model);
    const header = [...new Set(own.map((record) => record.column))];
    const holds = header.map((column) =>
      commonest(own.filter((record) => record.column === column).map(source)),
    );
    return {
      model,
      header,
      holds,
      inPlace: holds.join() === header.join(),
      alphabetical: holds.join() === header.toSorted().join(),
    };
  });
}

/** Column that a printed value belongs to; its own where no other was found. */
function source(record: SourcedRecord): string {
  return record.mismatch === 'column' && record.holds !== null ? record.holds : record.column;
}

/** The most frequent word; of equally frequent ones the first. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return texts.find((text) => counts.get(text) === most) ?? '';
}
