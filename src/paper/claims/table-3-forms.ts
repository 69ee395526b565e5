/** The forms that claims about Table 3 share. */
import { INFORMED_SUBSETS, TUNED_SUBSETS } from '../../charts/subsets.js';
import type { ClaimRule } from './claim.js';
import { type ComparedMean, type MeanKey, rate, rateOne, testOf } from './compared-means.js';
import type { Evidence } from './evidence.js';
import { judge, type Part } from './judge.js';
import { isFirst, isWithin } from './rank-parts.js';
import {
  type Direction,
  mostSignificantly,
  notSignificantly,
  significantly,
  type Tested,
  testedText,
} from './significance-parts.js';
import { TABLE_3_SECTION } from './table-3-averages.js';
import { isSo, sameAsPrinted } from './value-parts.js';

/** What a claim says of one subset: over or under RND, or no different. */
export type Expected = readonly [model: string, subset: string, direction: Direction | 'none'];

/** A cell of Table 3. */
export type CellKey = Required<MeanKey> & { column: string };

/** The comparison of a cell of Table 3 with RND. */
export function againstRandom(table3: readonly ComparedMean[], key: CellKey): Tested {
  return testOf(table3, { ...key, reference: 'RND' });
}

/** A claim about which subsets differ from RND, and in which direction; a part each. */
export function differFromRandom(
  id: string,
  column: string,
  { expected, ...words }: { claim: string; paperSays: string; expected: readonly Expected[] },
): ClaimRule<Evidence> {
  return {
    id,
    section: TABLE_3_SECTION,
    ...words,
    check: ({ table3, levels }) => {
      const parts = expected.map(([model, subset, direction]) => {
        const tested = againstRandom(table3, { model, subset, column });
        return direction === 'none'
          ? notSignificantly(tested, levels)
          : significantly(tested, direction, levels);
      });
      return judge(parts, { of: 'comparisons with RND' });
    },
  };
}

/** A claim that most of the five informed subsets of a model are significantly under RND. */
export function mostUnderRandom(
  id: string,
  { model, column, ...words }: { claim: string; paperSays: string; model: string; column: string },
): ClaimRule<Evidence> {
  return {
    id,
    section: TABLE_3_SECTION,
    ...words,
    check: ({ table3, levels }) => {
      const tests = INFORMED_SUBSETS.map((subset) => againstRandom(table3, { model, subset, column }));
      return judge([mostSignificantly(`${model} against RND`, tests, 'down', levels)]);
    },
  };
}

/** A difference from RND with a direction and a printed p-value: credit where both are right. */
export function differsWithP(
  table3: readonly ComparedMean[],
  { direction, printed, digits, ...key }: CellKey & { direction: Direction; printed: number; digits: number },
): Part {
  const tested = againstRandom(table3, key);
  const right = direction === 'up' ? tested.difference > 0 : tested.difference < 0;
  const same =
    tested.p !== null && sameAsPrinted({ name: 'p', value: tested.p, printed, digits }).credit === 1;
  return isSo(`${testedText(tested)} (paper ${printed})`, right && same);
}

/** A subset that leads its column with a printed mean: a part for the lead and one for the number. */
export function bestWithMean(
  table3: readonly ComparedMean[],
  { printed, model, subset, column }: CellKey & { printed: number },
): Part[] {
  const value = rateOne(table3, { model, subset, column }).value;
  return [
    isFirst(model, rate(table3, TUNED_SUBSETS, { model, column }), subset),
    sameAsPrinted({ name: `${model} ${subset}`, value, printed, digits: 2 }),
  ];
}

/** Several subsets that together lead a column: a part each, with credit where it is among the first so many. */
export function leadTogether(
  table3: readonly ComparedMean[],
  { model, column, subsets }: { model: string; column: string; subsets: readonly string[] },
): Part[] {
  const rows = rate(table3, TUNED_SUBSETS, { model, column });
  return subsets.map((subset) => isWithin(model, rows, subset, subsets.length));
}
