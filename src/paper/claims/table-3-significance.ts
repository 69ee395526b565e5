/** Claims about the tests of Table 3 as a whole. */
import { BAND_LEVELS, benjaminiHochberg, holm } from '../../results/statistics.js';
import type { ClaimRule } from './claim.js';
import type { Evidence } from './evidence.js';
import { judge } from './judge.js';
import { TABLE_3_SECTION } from './table-3-averages.js';
import { differFromRandom } from './table-3-forms.js';
import { countIs, isSo } from './value-parts.js';

/** The widest band that Table 3 colours. */
const WIDEST_BAND: number = Math.max(...BAND_LEVELS);

/** Claims 45–47. */
export const TABLE_3_SIGNIFICANCE_CLAIMS: readonly ClaimRule<Evidence>[] = [
  differFromRandom('45', 'avg', {
    claim: 'The average is significantly over that of RND for GEO in mGPT and for FAM in mT5-xl.',
    paperSays: 'both significant (the paper does not give the level)',
    expected: [
      ['mGPT', 'GEO', 'up'],
      ['mT5-xl', 'FAM', 'up'],
    ],
  }),
  {
    id: '46',
    section: TABLE_3_SECTION,
    claim: 'By its legend, Table 3 colours 33 cells: those with p ≤ 0.15.',
    paperSays: '33 cells',
    check: ({ table3 }) => {
      const count = table3.filter(({ p }) => p !== null && p <= WIDEST_BAND).length;
      return judge([countIs(`cells with p ≤ ${WIDEST_BAND}`, count, 33)]);
    },
  },
  {
    id: '47',
    section: TABLE_3_SECTION,
    claim:
      'Most differences of Table 3 that are significant at p ≤ 0.05 stay so when corrected for the number of tests (our question).',
    paperSays: 'nothing: the tests are not corrected',
    check: ({ table3, levels: { strict } }) => {
      const tests = table3.flatMap(({ p }) => p ?? []);
      const count = (pValues: readonly number[]): number => pValues.filter((p) => p <= strict).length;
      const found = count(tests);
      const corrected = { Holm: count(holm(tests)), 'Benjamini–Hochberg': count(benjaminiHochberg(tests)) };
      const parts = Object.entries(corrected).map(([method, left]) =>
        isSo(`${left} of ${found} stay at p ≤ ${strict} by ${method}`, left > found / 2),
      );
      const chance = (tests.length * strict).toFixed(1);
      const weFind = `${found} of ${tests.length} tests have p ≤ ${strict}, where chance alone gives ${chance}; ${parts.map(({ text }) => text).join('; ')}`;
      return judge(parts, { of: 'corrections', weFind });
    },
  },
];
