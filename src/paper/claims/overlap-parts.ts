/** Claims about how many languages of a subset, a benchmark and a model's pre-training are common. */

import { TASK_NAMES } from '../../charts/subsets.js';
import type { Coverage } from '../../languages/catalogue.js';
import { mergeCodes } from '../../languages/merge-codes.js';
import type { OverlapRecord, Overlaps } from '../tables/table-4-6.js';
import type { Part } from './judge.js';
import { isSo } from './value-parts.js';

/** Codes by which the coverage table lists BLOOM's simplified and traditional Chinese; benchmarks have zh. */
const CHINESE = { zhs: 'zh', zht: 'zh' };

/** Which overlap of Tables 4–6. */
export interface OverlapKey {
  task: string;
  model: string;
  subset: string;
  overlap: keyof Overlaps;
}

/**
 * An overlap as our Tables 4–6 have it, for example `4/11`.
 * @throws RangeError where there is no such row.
 */
export function overlapOf(
  rows: readonly OverlapRecord[],
  { task, model, subset, overlap }: OverlapKey,
): string {
  const row = rows.find((one) => one.task === task && one.model === model && one.subset === subset);
  if (row === undefined) {
    throw new RangeError(`overlapOf: there must be a row of ${task}, ${model}, ${subset}, got none`);
  }
  return row[overlap];
}

/** Credit where an overlap is the claimed one. */
export function overlapIs(
  rows: readonly OverlapRecord[],
  { claimed, ...key }: OverlapKey & { claimed: string },
): Part {
  const found = overlapOf(rows, key);
  const whole = key.overlap === 'modelSubset' ? key.model : (TASK_NAMES[key.task] ?? key.task);
  const paper = found === claimed ? '' : ` (paper ${claimed})`;
  return isSo(`${key.subset} in ${whole}: ${found}${paper}`, found === claimed);
}

/** Credit where a model knows less than half of a subset's languages. */
export function mostlyUnknown(rows: readonly OverlapRecord[], key: Omit<OverlapKey, 'overlap'>): Part {
  const [known = 0, all = 0] = overlapOf(rows, { ...key, overlap: 'modelSubset' })
    .split('/')
    .map(Number);
  return isSo(`${key.subset}: ${all - known} of ${all} not in ${key.model}`, all - known > all / 2);
}

/**
 * Credit where a model's pre-training holds the claimed number of a benchmark's languages. Other than Tables 4–6, which
 * go by the codes of the coverage table, this counts simplified or traditional Chinese (zhs, zht) as Chinese.
 * @throws RangeError where the table lacks zhs or zht.
 */
export function pretrainedOn(
  coverage: readonly Coverage[],
  { model, task, claimed }: { model: string; task: string; claimed: number },
): Part {
  const languages = mergeCodes(coverage, CHINESE).filter(({ tasks }) => tasks.includes(task));
  const unknown = languages.filter(({ models }) => !models.includes(model)).map(({ code }) => code);
  const count = languages.length - unknown.length;
  const without = unknown.length === 0 ? '' : `, without ${unknown.join(' ')}`;
  const paper = count === claimed ? '' : ` (paper ${claimed})`;
  return isSo(`${model} knows ${count} of ${languages.length}${without}${paper}`, count === claimed);
}
