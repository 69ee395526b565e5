/** Claims that are a printed table: a part a cell, with credit where our cell is the printed one. */
import type { AccuracyRecord } from '../../charts/tables/table-accuracy.js';
import { formatEstimate } from '../../charts/tables/table-accuracy.js';
import type { Finding } from './claim.js';
import { judge, type Part } from './judge.js';
import { isSo } from './value-parts.js';

/** One cell or row of our table: what it is, and whether it agrees; `null` where there is nothing to compare. */
export interface Compared {
  readonly text: string;
  readonly agrees: boolean | null;
}

/**
 * The finding on a printed table.
 * @param of plural of what is compared, for example `tuned cells`.
 * @throws RangeError where nothing can be compared.
 */
export function judgeAgreement(compared: readonly Compared[], of: string): Finding {
  const parts = compared.flatMap(({ text, agrees }): Part[] => (agrees === null ? [] : [isSo(text, agrees)]));
  const same = parts.filter(({ credit }) => credit === 1).length;
  return judge(parts, { of, weFind: `${same} of ${parts.length} ${of} agree` });
}

/** A cell of Tables 3 and 7–11 in words, for example `mGPT GEO ru: 50.10 ± 0.20, printed 51.00 ± 0.20`. */
export function comparedCell({
  model,
  subset,
  column,
  mean,
  margin,
  printed,
  agrees,
}: AccuracyRecord): Compared {
  const own = mean === null ? '–' : formatEstimate({ mean, margin });
  const paper = printed === null ? '–' : formatEstimate(printed);
  return { text: `${model} ${subset} ${column}: ${own}, printed ${paper}`, agrees };
}
